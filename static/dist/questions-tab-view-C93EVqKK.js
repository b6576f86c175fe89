import{t as e}from"./said-lines-BTtHfKhY.js";import{A as t,D as n,G as r,I as i,L as a,O as o,S as s,T as c,_ as l,b as u,n as d,p as f,v as p,w as m,y as h}from"./shared-DpQtM3dj.js";import{t as g}from"./pages-CJI8SX23.js";import{r as _}from"./room-window-CJzyv64n.js";var v=class{changed=new r;filter={};units=[];logs=new Map;known=!1;constructor(e,t){this.handlers=e,this.get=t,this.pages=new g(e=>this.page(e),({call_id:e})=>e)}async find(e){this.filter=e,await this.pages.anew()}get filtered(){return Object.keys(this.filter).length>0}async read({call_id:t,transcript_url:n}){if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await e(this.get,n)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}async answer(e,t){await this.handlers.post(`answer_left`,{call_id:e,answer:t}),await this.pages.look()}async page(e){let t={...this.filter,...this.known?{}:{with_units:!0},after:e},{questions:n,units:r,next:i}=await this.handlers.post(`staff_questions`,t);return this.known||(this.units=r),this.known=!0,{items:n,next:i}}keep(e,t){this.logs.set(e,t),this.changed.emit()}},y=o` :host{display:block;overflow-wrap:anywhere}h2{font-size:1.125rem;line-height:1.3}h3{font-size:1rem;line-height:1.5}[tabindex="-1"]:focus{outline:none}form[role="search"]{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:.75rem;margin-top:.5rem}.search{grid-column:1 / -1}label{display:block;margin-bottom:.25rem;font-size:.875rem;font-weight:600}select{font:inherit;width:100%;min-height:2.75rem;padding:.5rem;border:1px solid var(--field);border-radius:.5rem;background:var(--ground);color:var(--ink)}.actions{display:flex;gap:.5rem}.actions input{flex:1;min-width:0}.news{min-height:1.5em;margin:.5rem 0}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.question:not(.whole){overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.outcome{color:var(--ink);font-weight:600}.said{max-width:46rem;padding-bottom:1.5rem}.said > * + *{margin-top:.75rem}.log{max-height:24rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);overflow:auto}.log .words + .small{margin-top:.5rem}blockquote{margin-inline:0;padding-inline-start:.75rem;border-inline-start:3px solid var(--field)}textarea{min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}.error:empty{display:none}.answer button,.more{margin-top:.75rem}@media (max-width:40rem){form[role="search"]{grid-template-columns:repeat(2,minmax(0,1fr))}.search{grid-column:1 / -1}.actions{flex-wrap:wrap}.actions input{flex-basis:100%}}`;function b({t:e},{outcome:t,helped:n}){let r={open:e(`Open`),solved:e(`Solved`),helped:e(`A helper came`),answered:e(`Answered by a teacher`),left:e(`Left for the teachers`),dismissed:e(`Put aside by a teacher`),withdrawn:e(`Taken back`),unanswered:e(`Nobody came`)},i={yes:e(`it helped`),"a-little":e(`it helped a little`),no:e(`it did not help`)};return n?`${r[t]}, ${i[n]}`:r[t]}var x=class extends m{static properties={questions:{attribute:!1},texts:{attribute:!1},failures:{state:!0},busy:{state:!0}};static styles=[l,y];unfolded=new Set;written=new Map;stops=[];constructor(){super(),this.texts=new t,this.failures={},this.busy=``,new p(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.questions.changed,this.questions.pages.changed].map(e=>e.subscribe(()=>this.requestUpdate())),this.questions.pages.items===null&&this.questions.pages.look()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.unfolded.size===0&&this.questions.pages.look()}render(){let{t:e}=this.texts,{busy:t,error:r}=this.questions.pages;return n`<section aria-labelledby="all">
 <h2 id="all" tabindex="-1">${e(`All questions of the course`)}</h2>
 ${this.renderFilter()}
 <p class="news small quiet" role="status">${t?e(`Looking…`):this.found}</p>
 ${r?n`<p class="error" role="alert">${h(e,r)} <button class="plain" @click=${()=>void this.questions.pages.look()}>${e(`Try again`)}</button></p>`:c}
 <div aria-busy=${t?`true`:`false`}>${this.renderList()}</div>
 </section>`}get found(){let{t:e,n:t}=this.texts,{items:n,next:r,error:i}=this.questions.pages;return!n||i||!this.questions.filtered?``:r?e(`More than {n} questions found.`,{n:n.length}):t(`{n} question found.`,`{n} questions found.`,n.length)}renderFilter(){let{t:e}=this.texts,{units:t,filter:r}=this.questions,i=r.answered===void 0||r.answered===null?``:r.answered?`yes`:`no`;return n`<form role="search" @submit=${this.submit} @change=${this.choose}>
 <div class="search">
 <label for="query">${e(`Words in the question`)}</label>
 <div class="actions">
 <input id="query" name="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" .value=${r.query??``} />
 <button>${e(`Search`)}</button>
 ${this.questions.filtered?n`<button type="button" @click=${this.clear}>${e(`Show all`)}</button>`:c}
 </div>
 </div>
 ${this.renderChoice(`state`,e(`State`),r.state??``,[[`open`,e(`Open`)],[`ended`,e(`Ended`)],[`left`,e(`Left for the teachers`)]])}
 ${this.renderChoice(`answered`,e(`Answered`),i,[[`yes`,e(`Yes`)],[`no`,e(`No`)]])}
 ${this.renderChoice(`helped`,e(`Whether it helped`),r.helped??``,[[`yes`,e(`Yes`)],[`a-little`,e(`A little`)],[`no`,e(`No`)]])}
 ${t.length>0?this.renderChoice(`unit`,e(`Unit`),r.unit??``,t.map(({key:e,title:t})=>[e,t||e])):c}
 <div>
 <label for="month">${e(`Month`)}</label>
 <input id="month" name="month" type="month" placeholder="2026-11" pattern="[0-9]{4}-[0-9]{2}" .value=${r.month??``} />
 </div>
 <div>
 <label for="asker">${e(`Asked by`)}</label>
 <input id="asker" name="asker" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" .value=${r.asker??``} />
 <span id="whose" class="hidden">${e(`Username or exact name`)}</span>
 </div>
 </form>`}renderChoice(e,t,r,i){return n`<div>
 <label for=${e}>${t}</label>
 <select id=${e} name=${e}>
 <option value="" ?selected=${r===``}>${this.texts.t(`Any`)}</option>
 ${i.map(([e,t])=>n`<option value=${e} ?selected=${r===e}>${t}</option>`)}
 </select>
 </div>`}renderList(){let{t:e}=this.texts,{items:t,next:r,busy:i,error:a}=this.questions.pages;return t===null?a?c:n`<p class="quiet">${e(`Loading…`)}</p>`:t.length===0&&!a?this.renderEmpty():n`<ul>
 ${f(t,({call_id:e})=>e,e=>n`<li>${this.renderQuestion(e)}</li>`)}
 </ul>
 ${r?n`<div class="more"><button ?disabled=${i} @click=${()=>void this.questions.pages.more()}>${e(`Show earlier ones`)}</button></div>`:c}`}renderEmpty(){let{t:e}=this.texts;return this.questions.filtered?n`<p class="quiet">${e(`No question fits all of that. Choose less, or fewer words.`)}</p>
 <p class="more"><button @click=${this.clear}>${e(`Show all`)}</button></p>`:n`<p class="quiet">${e(`Nobody has asked anything in this course yet. What is asked stands here from then on.`)}</p>`}renderQuestion(e){let{t,n:r}=this.texts,{call_id:i,question:a,asker:o,context:l,came:d,lines:f}=e,p=new u(this.texts),m=Date.parse(e.asked_at),h=s(l.url),g=l.title||h,_=this.unfolded.has(i);return n`<div class="row">
 <div>
 <h3 id=${`question-${i}`} class="question words ${_?`whole`:``}" dir="auto">${a}</h3>
 <p class="small quiet">
 <span class="outcome">${b(this.texts,e)}</span> · <bdi translate="no" title=${o.name}>${o.name}</bdi>${d.length>0?n` · ${t(`helped by`)} ${d.map((e,t)=>n`${t>0?`, `:c}<bdi translate="no" title=${e}>${e}</bdi>`)}`:c}${g?n` · <bdi>${h?n`<a href=${h} target="_blank" rel="noopener">${g}</a>`:g}</bdi>`:c} ·
 <time datetime=${e.asked_at} title=${p.long(m)}>${p.brief(m,this.clock.now())}</time>${f?n` · ${r(`{n} line`,`{n} lines`,f)}`:c}
 </p>
 </div>
 <button aria-expanded=${_?`true`:`false`} aria-controls=${`said-${i}`} aria-describedby=${`question-${i}`} @click=${()=>this.fold(e)}>${t(_?`Fold up`:`Read`)}</button>
 </div>
 <div id=${`said-${i}`} class="said" ?hidden=${!_}>${_?this.renderOpened(e):c}</div>`}renderOpened(e){let{t}=this.texts,{answer:r,outcome:i,call_id:a}=e;return n`${this.renderLog(e)}
 ${r?n`<p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi></p>
 <blockquote class="words" dir="auto">${d(r.answer)}</blockquote>`:c}
 ${i===`left`?this.renderAnswer(e):c}
 <p class="small"><a href=${s(e.window_url)} target=${_(a)}>${t(i===`open`?`Look into the room`:`Open its page`)}</a></p>`}renderLog(e){let{t}=this.texts,r=this.questions.logs.get(e.call_id);if(r?.state===`failed`)return n`<p class="small error" role="alert">
 ${h(t,r.error,t(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>void this.questions.read(e)}>${t(`Try again`)}</button>
 </p>`;if(r?.state!==`there`)return n`<p class="small quiet" role="status">${t(`Reading what was said…`)}</p>`;let{lines:i,complete:a,unkept:o}=r.said,s=o?t(`Nobody keeps a log where they met.`):i.length===0?t(`Nothing was said.`):a?``:t(`Some lines may be missing.`),l=new u(this.texts);return n`<div class="log" tabindex="0" role="group" aria-label=${t(`What was said`)}>
 ${i.map(e=>{let r=e.name||t(`Somebody`);return n`<p class="small quiet"><bdi translate="no" title=${r}>${r}</bdi> · ${l.brief(e.at,this.clock.now())}${e.edited?n` · ${t(`edited`)}`:c}</p>
 ${e.takenBack?n`<p class="quiet">${t(`Taken back`)}</p>`:n`<p class="words" dir="auto">${d(e.body)}</p>`}`})}
 ${s?n`<p class="small quiet">${s}</p>`:c}
 </div>`}renderAnswer({call_id:e}){let{t}=this.texts,r=this.textOf(e),i=this.failures[e]??``;return n`<form class="answer" @submit=${t=>this.answer(t,e)}>
 <label for=${`answer-${e}`}>${t(`Your answer`)}</label>
 <textarea
 id=${`answer-${e}`}
 rows="3"
 dir="auto"
 ?readonly=${this.busy===e}
 aria-invalid=${i?`true`:`false`}
 aria-describedby=${`failure-${e}`}
 .value=${r.value}
 @input=${e=>r.value=e.target.value}
 ></textarea>
 <p class="error small" id=${`failure-${e}`} role="alert">${i}</p>
 <button class="primary" ?disabled=${this.busy===e}>${t(`Answer`)}</button>
 </form>`}textOf(e){let t=this.written.get(e)??this.text(`answer:${e}`);return this.written.set(e,t),t}fold(e){let{call_id:t,outcome:n}=e;this.unfolded.delete(t)||(this.unfolded.add(t),n===`open`&&this.questions.forget(t),this.questions.read(e)),this.requestUpdate()}answer(e,t){e.preventDefault();let{t:n}=this.texts,r=this.textOf(t),o=a(r.value);i(o)?this.busy||this.send(t,o,r):this.failures={...this.failures,[t]:n(`Write an answer first.`)}}async send(e,t,n){let{t:r}=this.texts;this.busy=e;try{await this.questions.answer(e,t),n.value=``,this.failures={...this.failures,[e]:``},this.say(r(`It is answered. Who asked finds your answer where the question was asked.`))}catch(t){this.failures={...this.failures,[e]:h(r,t,r(`That did not get through. What you wrote is still here: try again in a moment.`))}}finally{this.busy=``}}submit=e=>{e.preventDefault(),this.find()};choose=e=>{e.target instanceof HTMLInputElement&&e.target.type!==`month`||this.find()};clear=()=>{this.renderRoot.querySelector(`form`)?.reset(),this.questions.find({})};find(){let e=e=>this.renderRoot.querySelector(`[name=${e}]`)?.value.trim()??``,t=Object.fromEntries([`query`,`state`,`unit`,`month`,`helped`,`asker`].map(t=>[t,e(t)]).filter(([,e])=>e)),n=e(`answered`);this.questions.find(n?{...t,answered:n===`yes`}:t)}};function S({handlers:e,clock:t,texts:n,say:r,text:i}){customElements.get(`chatxblock-questions`)||customElements.define(`chatxblock-questions`,x);let a=document.createElement(`chatxblock-questions`);return a.questions=new v(e,e=>fetch(e,{credentials:`same-origin`})),a.texts=n,a.clock=t,a.say=r,a.text=i,a}export{S as makeTab};
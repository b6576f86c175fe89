import{t as e}from"./said-lines-x7i6A9PV.js";import{C as t,E as n,F as r,H as i,M as a,N as o,O as s,S as c,V as l,X as u,_ as d,k as f,m as p,r as m,w as h,x as g}from"./shared-DAJMYLzk.js";import{t as _}from"./pages-iYeQhv6v.js";import{r as v}from"./room-window-CJzyv64n.js";var y=class{changed=new u;filter={};units=[];logs=new Map;known=!1;constructor(e,t){this.handlers=e,this.get=t,this.pages=new _(e=>this.page(e),({call_id:e})=>e)}async find(e){this.filter=e,await this.pages.anew()}get filtered(){return Object.keys(this.filter).length>0}async read({call_id:t,transcript_url:n}){if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await e(this.get,n)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}async answer(e,t){await this.handlers.post(`answer_left`,{call_id:e,answer:t}),await this.pages.look()}async page(e){let t={...this.filter,...this.known?{}:{with_units:!0},after:e},{questions:n,units:r,next:i}=await this.handlers.post(`staff_questions`,t);return this.known||(this.units=r),this.known=!0,{items:n,next:i}}keep(e,t){this.logs.set(e,t),this.changed.emit()}},b=o` :host{display:block;overflow-wrap:anywhere}h2{font-size:1.125rem;line-height:1.3}h3{font-size:1rem;line-height:1.5}[tabindex="-1"]:focus{outline:none}form[role="search"]{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:.75rem;margin-top:.5rem}.search{grid-column:1 / -1}label{display:block;margin-bottom:.25rem;font-size:.875rem;font-weight:600}select{font:inherit;width:100%;min-height:2.75rem;padding:.5rem;border:1px solid var(--field);border-radius:.5rem;background:var(--ground);color:var(--ink)}.actions{display:flex;gap:.5rem}.actions input{flex:1;min-width:0}.news{min-height:1.5em;margin:.5rem 0}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.question:not(.whole){overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.outcome{color:var(--ink);font-weight:600}.said{max-width:46rem;padding-bottom:1.5rem}.said > * + *{margin-top:.75rem}.log{max-height:24rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);overflow:auto}.log .words + .small{margin-top:.5rem}blockquote{margin-inline:0;padding-inline-start:.75rem;border-inline-start:3px solid var(--field)}textarea{min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}.error:empty{display:none}.answer button,.more{margin-top:.75rem}@media (max-width:40rem){form[role="search"]{grid-template-columns:repeat(2,minmax(0,1fr))}.search{grid-column:1 / -1}.actions{flex-wrap:wrap}.actions input{flex-basis:100%}}`;function x({t:e},{outcome:t,helped:n}){let r={open:e(`Open`),solved:e(`Solved`),helped:e(`A helper came`),answered:e(`Answered by a teacher`),left:e(`Left for the teachers`),dismissed:e(`Put aside by a teacher`),withdrawn:e(`Taken back`),unanswered:e(`Nobody came`)},i={yes:e(`it helped`),"a-little":e(`it helped a little`),no:e(`it did not help`)};return n?`${r[t]}, ${i[n]}`:r[t]}var S=class extends s{static properties={questions:{attribute:!1},texts:{attribute:!1},failures:{state:!0},busy:{state:!0}};static styles=[g,b];unfolded=new Set;written=new Map;stops=[];constructor(){super(),this.texts=new r,this.failures={},this.busy=``,new c(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.questions.changed,this.questions.pages.changed].map(e=>e.subscribe(()=>this.requestUpdate())),this.questions.pages.items===null&&this.questions.pages.look()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.unfolded.size===0&&this.questions.pages.look()}render(){let{t:e}=this.texts,{busy:n,error:r}=this.questions.pages;return a`<section aria-labelledby="all">
 <h2 id="all" tabindex="-1">${e(`All questions of the course`)}</h2>
 ${this.renderFilter()}
 <p class="news small quiet" role="status">${n?e(`Looking…`):this.found}</p>
 ${r?a`<p class="error" role="alert">${t(e,r)} <button class="plain" @click=${()=>void this.questions.pages.look()}>${e(`Try again`)}</button></p>`:f}
 <div aria-busy=${n?`true`:`false`}>${this.renderList()}</div>
 </section>`}get found(){let{t:e,n:t}=this.texts,{items:n,next:r,error:i}=this.questions.pages;return!n||i||!this.questions.filtered?``:r?e(`More than {n} questions found.`,{n:n.length}):t(`{n} question found.`,`{n} questions found.`,n.length)}renderFilter(){let{t:e}=this.texts,{units:t,filter:n}=this.questions,r=n.answered===void 0||n.answered===null?``:n.answered?`yes`:`no`;return a`<form role="search" @submit=${this.submit} @change=${this.choose}>
 <div class="search">
 <label for="query">${e(`Words in the question`)}</label>
 <div class="actions">
 <input id="query" name="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" .value=${n.query??``} />
 <button>${e(`Search`)}</button>
 ${this.questions.filtered?a`<button type="button" @click=${this.clear}>${e(`Show all`)}</button>`:f}
 </div>
 </div>
 ${this.renderChoice(`state`,e(`State`),n.state??``,[[`open`,e(`Open`)],[`ended`,e(`Ended`)],[`left`,e(`Left for the teachers`)]])}
 ${this.renderChoice(`answered`,e(`Answered`),r,[[`yes`,e(`Yes`)],[`no`,e(`No`)]])}
 ${this.renderChoice(`helped`,e(`Whether it helped`),n.helped??``,[[`yes`,e(`Yes`)],[`a-little`,e(`A little`)],[`no`,e(`No`)]])}
 ${t.length>0?this.renderChoice(`unit`,e(`Unit`),n.unit??``,t.map(({key:e,title:t})=>[e,t||e])):f}
 <div>
 <label for="month">${e(`Month`)}</label>
 <input id="month" name="month" type="month" placeholder="2026-11" pattern="[0-9]{4}-[0-9]{2}" .value=${n.month??``} />
 </div>
 <div>
 <label for="asker">${e(`Asked by`)}</label>
 <input id="asker" name="asker" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" .value=${n.asker??``} />
 <span id="whose" class="hidden">${e(`Username or exact name`)}</span>
 </div>
 </form>`}renderChoice(e,t,n,r){return a`<div>
 <label for=${e}>${t}</label>
 <select id=${e} name=${e}>
 <option value="" ?selected=${n===``}>${this.texts.t(`Any`)}</option>
 ${r.map(([e,t])=>a`<option value=${e} ?selected=${n===e}>${t}</option>`)}
 </select>
 </div>`}renderList(){let{t:e}=this.texts,{items:t,next:n,busy:r,error:i}=this.questions.pages;return t===null?i?f:a`<p class="quiet">${e(`Loading…`)}</p>`:t.length===0&&!i?this.renderEmpty():a`<ul>
 ${d(t,({call_id:e})=>e,e=>a`<li>${this.renderQuestion(e)}</li>`)}
 </ul>
 ${n?a`<div class="more"><button ?disabled=${r} @click=${()=>void this.questions.pages.more()}>${e(`Show earlier ones`)}</button></div>`:f}`}renderEmpty(){let{t:e}=this.texts;return this.questions.filtered?a`<p class="quiet">${e(`No question fits all of that. Choose less, or fewer words.`)}</p>
 <p class="more"><button @click=${this.clear}>${e(`Show all`)}</button></p>`:a`<p class="quiet">${e(`Nobody has asked anything in this course yet. What is asked stands here from then on.`)}</p>`}renderQuestion(e){let{t,n:r}=this.texts,{call_id:i,question:o,asker:s,context:c,came:l,lines:u}=e,d=new h(this.texts),m=Date.parse(e.asked_at),g=n(c.url),_=c.title||g,v=this.unfolded.has(i);return a`<div class="row">
 <div>
 <h3 id=${`question-${i}`} class="question words ${v?`whole`:``}" dir="auto">${p(o)}</h3>
 <p class="small quiet">
 <span class="outcome">${x(this.texts,e)}</span> · <bdi translate="no" title=${s.name}>${s.name}</bdi>${l.length>0?a` · ${t(`helped by`)} ${l.map((e,t)=>a`${t>0?`, `:f}<bdi translate="no" title=${e}>${e}</bdi>`)}`:f}${_?a` · <bdi>${g?a`<a href=${g} target="_blank" rel="noopener">${_}</a>`:_}</bdi>`:f} ·
 <time datetime=${e.asked_at} title=${d.long(m)}>${d.brief(m,this.clock.now())}</time>${u?a` · ${r(`{n} line`,`{n} lines`,u)}`:f}
 </p>
 </div>
 <button aria-expanded=${v?`true`:`false`} aria-controls=${`said-${i}`} aria-describedby=${`question-${i}`} @click=${()=>this.fold(e)}>${t(v?`Fold up`:`Read`)}</button>
 </div>
 <div id=${`said-${i}`} class="said" ?hidden=${!v}>${v?this.renderOpened(e):f}</div>`}renderOpened(e){let{t}=this.texts,{answer:r,outcome:i,call_id:o}=e;return a`${this.renderLog(e)}
 ${r?a`<p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi></p>
 <blockquote class="words" dir="auto">${m(r.answer)}</blockquote>`:f}
 ${i===`left`?this.renderAnswer(e):f}
 <p class="small"><a href=${n(e.window_url)} target=${v(o)}>${t(i===`open`?`Look into the room`:`Open its page`)}</a></p>`}renderLog(e){let{t:n}=this.texts,r=this.questions.logs.get(e.call_id);if(r?.state===`failed`)return a`<p class="small error" role="alert">
 ${t(n,r.error,n(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>void this.questions.read(e)}>${n(`Try again`)}</button>
 </p>`;if(r?.state!==`there`)return a`<p class="small quiet" role="status">${n(`Reading what was said…`)}</p>`;let{lines:i,complete:o,unkept:s}=r.said,c=s?n(`Nobody keeps a log where they met.`):i.length===0?n(`Nothing was said.`):o?``:n(`Some lines may be missing.`),l=new h(this.texts);return a`<div class="log" tabindex="0" role="group" aria-label=${n(`What was said`)}>
 ${i.map(e=>{let t=e.name||n(`Somebody`);return a`<p class="small quiet"><bdi translate="no" title=${t}>${t}</bdi> · ${l.brief(e.at,this.clock.now())}${e.edited?a` · ${n(`edited`)}`:f}</p>
 ${e.takenBack?a`<p class="quiet">${n(`Taken back`)}</p>`:a`<p class="words" dir="auto">${m(e.body)}</p>`}`})}
 ${c?a`<p class="small quiet">${c}</p>`:f}
 </div>`}renderAnswer({call_id:e}){let{t}=this.texts,n=this.textOf(e),r=this.failures[e]??``;return a`<form class="answer" @submit=${t=>this.answer(t,e)}>
 <label for=${`answer-${e}`}>${t(`Your answer`)}</label>
 <textarea
 id=${`answer-${e}`}
 rows="3"
 dir="auto"
 ?readonly=${this.busy===e}
 aria-invalid=${r?`true`:`false`}
 aria-describedby=${`failure-${e}`}
 .value=${n.value}
 @input=${e=>n.value=e.target.value}
 ></textarea>
 <p class="error small" id=${`failure-${e}`} role="alert">${r}</p>
 <button class="primary" ?disabled=${this.busy===e}>${t(`Answer`)}</button>
 </form>`}textOf(e){let t=this.written.get(e)??this.text(`answer:${e}`);return this.written.set(e,t),t}fold(e){let{call_id:t,outcome:n}=e;this.unfolded.delete(t)||(this.unfolded.add(t),n===`open`&&this.questions.forget(t),this.questions.read(e)),this.requestUpdate()}answer(e,t){e.preventDefault();let{t:n}=this.texts,r=this.textOf(t),a=i(r.value);l(a)?this.busy||this.send(t,a,r):this.failures={...this.failures,[t]:n(`Write an answer first.`)}}async send(e,n,r){let{t:i}=this.texts;this.busy=e;try{await this.questions.answer(e,n),r.value=``,this.failures={...this.failures,[e]:``},this.say(i(`It is answered. Who asked finds your answer where the question was asked.`))}catch(n){this.failures={...this.failures,[e]:t(i,n,i(`That did not get through. What you wrote is still here: try again in a moment.`))}}finally{this.busy=``}}submit=e=>{e.preventDefault(),this.find()};choose=e=>{e.target instanceof HTMLInputElement&&e.target.type!==`month`||this.find()};clear=()=>{this.renderRoot.querySelector(`form`)?.reset(),this.questions.find({})};find(){let e=e=>this.renderRoot.querySelector(`[name=${e}]`)?.value.trim()??``,t=Object.fromEntries([`query`,`state`,`unit`,`month`,`helped`,`asker`].map(t=>[t,e(t)]).filter(([,e])=>e)),n=e(`answered`);this.questions.find(n?{...t,answered:n===`yes`}:t)}};function C({handlers:e,clock:t,texts:n,say:r,text:i}){customElements.get(`chatxblock-questions`)||customElements.define(`chatxblock-questions`,S);let a=document.createElement(`chatxblock-questions`);return a.questions=new y(e,e=>fetch(e,{credentials:`same-origin`})),a.texts=n,a.clock=t,a.say=r,a.text=i,a}export{C as makeTab};
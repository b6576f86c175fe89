import{t as e}from"./said-lines-B0d_efht.js";import{A as t,C as n,E as r,M as i,R as a,T as o,b as s,d as c,k as l,m as u,n as d,q as f,v as p,x as m,y as h,z as g}from"./shared-CQyM8Vu6.js";import{t as _}from"./pages-CqsHYnHq.js";import{r as v}from"./room-window-CJzyv64n.js";var y=class{changed=new f;filter={};units=[];logs=new Map;known=!1;constructor(e,t){this.handlers=e,this.get=t,this.pages=new _(e=>this.page(e),({call_id:e})=>e)}async find(e){this.filter=e,await this.pages.anew()}get filtered(){return Object.keys(this.filter).length>0}async read({call_id:t,transcript_url:n}){if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await e(this.get,n)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}async answer(e,t){await this.handlers.post(`answer_left`,{call_id:e,answer:t}),await this.pages.look()}async page(e){let t={...this.filter,...this.known?{}:{with_units:!0},after:e},{questions:n,units:r,next:i}=await this.handlers.post(`staff_questions`,t);return this.known||(this.units=r),this.known=!0,{items:n,next:i}}keep(e,t){this.logs.set(e,t),this.changed.emit()}},b=t` :host{display:block;overflow-wrap:anywhere}h2{font-size:1.125rem;line-height:1.3}h3{font-size:1rem;line-height:1.5}[tabindex="-1"]:focus{outline:none}form[role="search"]{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:.75rem;margin-top:.5rem}.search{grid-column:1 / -1}label{display:block;margin-bottom:.25rem;font-size:.875rem;font-weight:600}select{font:inherit;width:100%;min-height:2.75rem;padding:.5rem;border:1px solid var(--field);border-radius:.5rem;background:var(--ground);color:var(--ink)}.actions{display:flex;gap:.5rem}.actions input{flex:1;min-width:0}.news{min-height:1.5em;margin:.5rem 0}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.question:not(.whole){overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.outcome{color:var(--ink);font-weight:600}.said{max-width:46rem;padding-bottom:1.5rem}.said > * + *{margin-top:.75rem}.log{max-height:24rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);overflow:auto}.log .words + .small{margin-top:.5rem}blockquote{margin-inline:0;padding-inline-start:.75rem;border-inline-start:3px solid var(--field)}textarea{min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}.error:empty{display:none}.answer button,.more{margin-top:.75rem}@media (max-width:40rem){form[role="search"]{grid-template-columns:repeat(2,minmax(0,1fr))}.search{grid-column:1 / -1}.actions{flex-wrap:wrap}.actions input{flex-basis:100%}}`;function x({t:e},{outcome:t,helped:n}){let r={open:e(`Open`),solved:e(`Solved`),helped:e(`A helper came`),answered:e(`Answered by a teacher`),left:e(`Left for the teachers`),dismissed:e(`Put aside by a teacher`),withdrawn:e(`Taken back`),unanswered:e(`Nobody came`)},i={yes:e(`it helped`),"a-little":e(`it helped a little`),no:e(`it did not help`)};return n?`${r[t]}, ${i[n]}`:r[t]}var S=class extends o{static properties={questions:{attribute:!1},texts:{attribute:!1},failures:{state:!0},busy:{state:!0}};static styles=[p,b];unfolded=new Set;written=new Map;stops=[];constructor(){super(),this.texts=new i,this.failures={},this.busy=``,new h(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.questions.changed,this.questions.pages.changed].map(e=>e.subscribe(()=>this.requestUpdate())),this.questions.pages.items===null&&this.questions.pages.look()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.unfolded.size===0&&this.questions.pages.look()}render(){let{t:e}=this.texts,{busy:t,error:n}=this.questions.pages;return l`<section aria-labelledby="all">
 <h2 id="all" tabindex="-1">${e(`All questions of the course`)}</h2>
 ${this.renderFilter()}
 <p class="news small quiet" role="status">${t?e(`Looking…`):this.found}</p>
 ${n?l`<p class="error" role="alert">${s(e,n)} <button class="plain" @click=${()=>void this.questions.pages.look()}>${e(`Try again`)}</button></p>`:r}
 <div aria-busy=${t?`true`:`false`}>${this.renderList()}</div>
 </section>`}get found(){let{t:e,n:t}=this.texts,{items:n,next:r,error:i}=this.questions.pages;return!n||i||!this.questions.filtered?``:r?e(`More than {n} questions found.`,{n:n.length}):t(`{n} question found.`,`{n} questions found.`,n.length)}renderFilter(){let{t:e}=this.texts,{units:t,filter:n}=this.questions,i=n.answered===void 0||n.answered===null?``:n.answered?`yes`:`no`;return l`<form role="search" @submit=${this.submit} @change=${this.choose}>
 <div class="search">
 <label for="query">${e(`Words in the question`)}</label>
 <div class="actions">
 <input id="query" name="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" .value=${n.query??``} />
 <button>${e(`Search`)}</button>
 ${this.questions.filtered?l`<button type="button" @click=${this.clear}>${e(`Show all`)}</button>`:r}
 </div>
 </div>
 ${this.renderChoice(`state`,e(`State`),n.state??``,[[`open`,e(`Open`)],[`ended`,e(`Ended`)],[`left`,e(`Left for the teachers`)]])}
 ${this.renderChoice(`answered`,e(`Answered`),i,[[`yes`,e(`Yes`)],[`no`,e(`No`)]])}
 ${this.renderChoice(`helped`,e(`Whether it helped`),n.helped??``,[[`yes`,e(`Yes`)],[`a-little`,e(`A little`)],[`no`,e(`No`)]])}
 ${t.length>0?this.renderChoice(`unit`,e(`Unit`),n.unit??``,t.map(({key:e,title:t})=>[e,t||e])):r}
 <div>
 <label for="month">${e(`Month`)}</label>
 <input id="month" name="month" type="month" placeholder="2026-11" pattern="[0-9]{4}-[0-9]{2}" .value=${n.month??``} />
 </div>
 <div>
 <label for="asker">${e(`Asked by`)}</label>
 <input id="asker" name="asker" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" .value=${n.asker??``} />
 <span id="whose" class="hidden">${e(`Username or exact name`)}</span>
 </div>
 </form>`}renderChoice(e,t,n,r){return l`<div>
 <label for=${e}>${t}</label>
 <select id=${e} name=${e}>
 <option value="" ?selected=${n===``}>${this.texts.t(`Any`)}</option>
 ${r.map(([e,t])=>l`<option value=${e} ?selected=${n===e}>${t}</option>`)}
 </select>
 </div>`}renderList(){let{t:e}=this.texts,{items:t,next:n,busy:i,error:a}=this.questions.pages;return t===null?a?r:l`<p class="quiet">${e(`Loading…`)}</p>`:t.length===0&&!a?this.renderEmpty():l`<ul>
 ${u(t,({call_id:e})=>e,e=>l`<li>${this.renderQuestion(e)}</li>`)}
 </ul>
 ${n?l`<div class="more"><button ?disabled=${i} @click=${()=>void this.questions.pages.more()}>${e(`Show earlier ones`)}</button></div>`:r}`}renderEmpty(){let{t:e}=this.texts;return this.questions.filtered?l`<p class="quiet">${e(`No question fits all of that. Choose less, or fewer words.`)}</p>
 <p class="more"><button @click=${this.clear}>${e(`Show all`)}</button></p>`:l`<p class="quiet">${e(`Nobody has asked anything in this course yet. What is asked stands here from then on.`)}</p>`}renderQuestion(e){let{t,n:i}=this.texts,{call_id:a,question:o,asker:s,context:u,came:d,lines:f}=e,p=new m(this.texts),h=Date.parse(e.asked_at),g=n(u.url),_=u.title||g,v=this.unfolded.has(a);return l`<div class="row">
 <div>
 <h3 id=${`question-${a}`} class="question words ${v?`whole`:``}" dir="auto">${c(o)}</h3>
 <p class="small quiet">
 <span class="outcome">${x(this.texts,e)}</span> · <bdi translate="no" title=${s.name}>${s.name}</bdi>${d.length>0?l` · ${t(`helped by`)} ${d.map((e,t)=>l`${t>0?`, `:r}<bdi translate="no" title=${e}>${e}</bdi>`)}`:r}${_?l` · <bdi>${g?l`<a href=${g} target="_blank" rel="noopener">${_}</a>`:_}</bdi>`:r} ·
 <time datetime=${e.asked_at} title=${p.long(h)}>${p.brief(h,this.clock.now())}</time>${f?l` · ${i(`{n} line`,`{n} lines`,f)}`:r}
 </p>
 </div>
 <button aria-expanded=${v?`true`:`false`} aria-controls=${`said-${a}`} aria-describedby=${`question-${a}`} @click=${()=>this.fold(e)}>${t(v?`Fold up`:`Read`)}</button>
 </div>
 <div id=${`said-${a}`} class="said" ?hidden=${!v}>${v?this.renderOpened(e):r}</div>`}renderOpened(e){let{t}=this.texts,{answer:i,outcome:a,call_id:o}=e;return l`${this.renderLog(e)}
 ${i?l`<p class="small quiet"><bdi translate="no" title=${i.name}>${i.name}</bdi></p>
 <blockquote class="words" dir="auto">${d(i.answer)}</blockquote>`:r}
 ${a===`left`?this.renderAnswer(e):r}
 <p class="small"><a href=${n(e.window_url)} target=${v(o)}>${t(a===`open`?`Look into the room`:`Open its page`)}</a></p>`}renderLog(e){let{t}=this.texts,n=this.questions.logs.get(e.call_id);if(n?.state===`failed`)return l`<p class="small error" role="alert">
 ${s(t,n.error,t(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>void this.questions.read(e)}>${t(`Try again`)}</button>
 </p>`;if(n?.state!==`there`)return l`<p class="small quiet" role="status">${t(`Reading what was said…`)}</p>`;let{lines:i,complete:a,unkept:o}=n.said,c=o?t(`Nobody keeps a log where they met.`):i.length===0?t(`Nothing was said.`):a?``:t(`Some lines may be missing.`),u=new m(this.texts);return l`<div class="log" tabindex="0" role="group" aria-label=${t(`What was said`)}>
 ${i.map(e=>{let n=e.name||t(`Somebody`);return l`<p class="small quiet"><bdi translate="no" title=${n}>${n}</bdi> · ${u.brief(e.at,this.clock.now())}${e.edited?l` · ${t(`edited`)}`:r}</p>
 ${e.takenBack?l`<p class="quiet">${t(`Taken back`)}</p>`:l`<p class="words" dir="auto">${d(e.body)}</p>`}`})}
 ${c?l`<p class="small quiet">${c}</p>`:r}
 </div>`}renderAnswer({call_id:e}){let{t}=this.texts,n=this.textOf(e),r=this.failures[e]??``;return l`<form class="answer" @submit=${t=>this.answer(t,e)}>
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
 </form>`}textOf(e){let t=this.written.get(e)??this.text(`answer:${e}`);return this.written.set(e,t),t}fold(e){let{call_id:t,outcome:n}=e;this.unfolded.delete(t)||(this.unfolded.add(t),n===`open`&&this.questions.forget(t),this.questions.read(e)),this.requestUpdate()}answer(e,t){e.preventDefault();let{t:n}=this.texts,r=this.textOf(t),i=g(r.value);a(i)?this.busy||this.send(t,i,r):this.failures={...this.failures,[t]:n(`Write an answer first.`)}}async send(e,t,n){let{t:r}=this.texts;this.busy=e;try{await this.questions.answer(e,t),n.value=``,this.failures={...this.failures,[e]:``},this.say(r(`It is answered. Who asked finds your answer where the question was asked.`))}catch(t){this.failures={...this.failures,[e]:s(r,t,r(`That did not get through. What you wrote is still here: try again in a moment.`))}}finally{this.busy=``}}submit=e=>{e.preventDefault(),this.find()};choose=e=>{e.target instanceof HTMLInputElement&&e.target.type!==`month`||this.find()};clear=()=>{this.renderRoot.querySelector(`form`)?.reset(),this.questions.find({})};find(){let e=e=>this.renderRoot.querySelector(`[name=${e}]`)?.value.trim()??``,t=Object.fromEntries([`query`,`state`,`unit`,`month`,`helped`,`asker`].map(t=>[t,e(t)]).filter(([,e])=>e)),n=e(`answered`);this.questions.find(n?{...t,answered:n===`yes`}:t)}};function C({handlers:e,clock:t,texts:n,say:r,text:i}){customElements.get(`chatxblock-questions`)||customElements.define(`chatxblock-questions`,S);let a=document.createElement(`chatxblock-questions`);return a.questions=new y(e,e=>fetch(e,{credentials:`same-origin`})),a.texts=n,a.clock=t,a.say=r,a.text=i,a}export{C as makeTab};
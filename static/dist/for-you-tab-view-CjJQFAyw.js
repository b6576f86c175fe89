import{t as e}from"./dialog-drtpqltr.js";import{t}from"./menu-Dya_B4yH.js";import{i as n,n as r,r as i,t as a}from"./staff-list-styles-BMiStzFw.js";import{A as o,D as s,G as c,I as l,L as u,O as d,S as f,T as p,W as m,_ as h,b as g,f as _,j as v,n as y,p as b,r as x,v as S,w as C,y as w}from"./shared-oBBZr5Dp.js";import{t as T}from"./page-DFy059bx.js";var E=class extends r{async loadAsked(){await this.fetch(`staff_clusters`,({clusters:e,left:t})=>this.asked=i(e,t)),this.changed.emit()}async dismiss(e,t){let n=0;for(let{call_id:r}of e.questions)try{await this.handlers.post(`dismiss_left`,{call_id:r,reason:t}),n+=1}catch(e){if(!(e instanceof m)||e.code!==`conflict`)throw e}return this.asked=this.asked.filter(({key:t})=>t!==e.key),this.changed.emit(),n}},D=d` :host{min-height:0;overflow-wrap:anywhere}section:first-child > h2{margin-top:0}.asked{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5rem;align-items:start}.asked > chatxblock-menu{margin-top:.75rem}.to{display:block;margin-top:.75rem}.more{margin-top:1rem}`,O=class extends C{static properties={list:{attribute:!1},reports:{attribute:!1},texts:{attribute:!1},dismissed:{state:!0},failure:{state:!0}};static styles=[h,T,a,D];clock;waiting;text;say;peopleUrl=``;loaded=!1;busy=!1;counted=``;failures=new Map;kept=new Map;stops=[];constructor(){super(),this.texts=new o,this.dismissed=null,this.failure=``,new S(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.list.changed.subscribe(()=>this.requestUpdate()),this.reports.changed.subscribe(()=>this.requestUpdate()),this.waiting.changed.subscribe(()=>this.follow())],this.refresh()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.waiting.look(),this.load()}render(){let{t:e}=this.texts,{asked:t,missing:n}=this.list,[r,i]=[this.reports.shown,this.resources],a=n||this.reports.error!==null,o=this.loaded&&!a&&r.length+t.length+i.length===0;return s`${this.loaded?p:s`<p class="quiet">${e(`Loading…`)}</p>`}
 ${o?s`<p class="quiet">${e(`Nothing waits for you. Questions that are left for the teachers, reports and resources to look at stand here within seconds.`)}</p>`:p}
 ${r.length>0?this.renderReports(r):p} ${t.length>0?this.renderAsked(t):p} ${i.length>0?this.renderResources(i):p}
 ${a?s`<p class="error" role="alert">${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.load()}>${e(`Try again`)}</button></p>`:p}
 ${this.dismissed?this.renderDismissing(this.dismissed):p}`}renderReports(e){let{t}=this.texts;return s`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 <ul>
 ${b(e,({report_id:e})=>e,e=>s`<li>
 <chatxblock-report-row
 .texts=${this.texts}
 .report=${e}
 .opened=${this.reports.opened.get(e.report_id)}
 .now=${this.clock.now()}
 .peopleUrl=${this.peopleUrl}
 .text=${this.written(`settle:${e.report_id}`)}
 .open=${()=>this.reports.open(e.report_id)}
 .close=${()=>this.reports.close(e.report_id)}
 .settle=${(t,n)=>this.settle(e,t,n)}
 ></chatxblock-report-row>
 </li>`)}
 </ul>
 ${this.reports.next?s`<p class="more"><button @click=${()=>void this.attempt(`more`,()=>this.reports.more())}>${t(`Show earlier ones`)}</button></p>`:p}
 <p class="error small" role="alert">${this.failures.get(`more`)??``}</p>
 </section>`}renderAsked(e){let{t}=this.texts;return s`<section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${t(`Questions that nobody answered`)}</h2>
 <ul>
 ${b(e,({key:e})=>e,e=>s`<li class="asked">
 <chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(`together:${e.key}`)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>
 <chatxblock-menu .label=${t(`More`)} .items=${[{label:t(`Say why there is no answer`),run:()=>this.dismissed=e}]}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t(`More`)}>⋯</button></chatxblock-menu
 >
 </li>`)}
 </ul>
 </section>`}renderDismissing(e){let{t,n}=this.texts,r=this.written(`dismiss:${e.key}`);return s`<chatxblock-dialog
 .heading=${t(`Say why there is no answer`)}
 .text=${n(`Whoever asked reads it where the question was asked.`,`All {n} who asked read it where the question was asked.`,e.questions.length)}
 .confirm=${t(`Send`)}
 .cancel=${t(`Not now`)}
 .field=${t(`Your reason`)}
 .value=${r.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>r.value=e}
 @dismissed=${()=>this.dismiss(null)}
 @confirmed=${({detail:t})=>void this.dismissAsked(e,t)}
 ></chatxblock-dialog>`}renderResources(e){let{t}=this.texts;return s`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 <ul>
 ${b(e,({id:e})=>e,({id:e,title:t,why:n,at:r,reasons:i,url:a})=>s`<li class="card ${this.list.opened.has(e)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${t}</h3>
 <p class="small quiet">${n} · ${this.ago(r)}</p>
 ${i.map(e=>s`<blockquote class="words" dir="auto">${e}</blockquote>`)}
 </div>
 ${this.renderResource(e,a,i.length>0)}
 </li>`)}
 </ul>
 </section>`}renderResource(e,t,n){let{t:r}=this.texts,i=this.list.opened.get(e),a=f(t);return s`${i?s`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:p}
 ${i&&n?this.renderWords(e):p}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i):s`<button @click=${()=>void this.attempt(e,()=>this.list.open(e))}>${r(`Look at it`)}</button>`}
 ${a?s`<chatxblock-menu .label=${r(`More`)} .items=${[{label:r(`Open it`),url:a}]}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${r(`More`)}>⋯</button></chatxblock-menu
 >`:p}
 </div>`}renderWords(e){let{t}=this.texts,n=this.written(`judge:${e}`);return s`<label class="to" for="words-${e}">${t(`Words to whoever reported it, if you like`)}</label>
 <textarea
 id="words-${e}"
 rows="2"
 dir="auto"
 aria-describedby="told-${e}"
 .value=${n.value}
 @input=${e=>n.value=e.target.value}
 ></textarea>
 <p id="told-${e}" class="small quiet">${t(`They read it under “Your questions and talks”, with what you decide below. Nobody else does.`)}</p>`}renderJudgements(e){let{t}=this.texts,n=(t,n,r=!1)=>s`<button class=${r?`primary`:``} @click=${()=>void this.judge(t,e)}>${n}</button>`;return s`${e.state===`review`?n(`resource_publish`,t(`Publish`),!0):n(`resource_verify`,t(`It is right`),!0)}
 ${e.state===`hidden`?p:n(`resource_hide`,t(`Hide it`))}`}get resources(){let{t:e,n:t}=this.texts,n=new Map,r=(this.list.reports??[]).filter(({resource_id:e})=>e);for(let{resource_id:e,reason:t}of r)n.set(e??``,[...n.get(e??``)??[],t]);let i=(this.list.review??[]).map(({resource_id:r,title:i,at:a,edit_url:o,state:s,reports:c})=>({id:r??``,title:i,at:a,url:o,reasons:n.get(r??``)??[],why:s===`review`?e(`Waits until you have looked at it`):t(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,c)})),a=new Set(i.map(({id:e})=>e)),o=r.filter(({resource_id:e},t)=>!a.has(e??``)&&r.findIndex(t=>t.resource_id===e)===t);return[...i,...o.map(({resource_id:t,title:r,at:i,url:a})=>({id:t??``,title:r,at:i,url:a,reasons:n.get(t??``)??[],why:e(`Somebody found something wrong`)}))]}async load(){this.counted=this.countsOf(),await Promise.all([this.reports.look(),this.list.loadAsked(),this.list.load()]),this.loaded=!0,this.requestUpdate()}follow(){this.counted!==this.countsOf()&&this.load()}countsOf(){return Object.values(this.waiting.counts??{}).join()}async settle(e,t,n){await this.reports.settle(e.report_id,t,n),this.say(this.texts.t(`The report is settled, and whoever reported it is told.`)),this.waiting.look()}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.say(c.join(` `)),this.waiting.look(),o}dismiss(e){this.dismissed=e,this.failure=``}async dismissAsked(e,t){let{t:n,n:r}=this.texts;this.busy=!0,this.failure=``;try{let n=await this.list.dismiss(e,t);this.written(`dismiss:${e.key}`).value=``,this.dismiss(null),this.say(r(`{n} question is closed, with your reason.`,`{n} questions are closed, with your reason.`,n)),this.waiting.look()}catch(e){this.failure=w(n,e,n(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1,this.requestUpdate()}}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{let n=this.written(`judge:${t.resource_id}`),i=u(n.value);await this.list.judge(e,t,l(i)?i:``),n.value=``,this.say(r[e]),this.waiting.look()})}async attempt(e,t){if(!this.busy){this.busy=!0,this.failures.delete(e);try{await t()}catch(t){this.failures.set(e,w(this.texts.t,t))}finally{this.busy=!1,this.requestUpdate()}}}written(e){let t=this.kept.get(e)??this.text(e);return this.kept.set(e,t),t}ago(e){return new g(this.texts).ago(Date.parse(e),this.clock.now())}};function k({t:e},{thing:t,about:n,said:r}){let i=n?v(n.name):``;return t===`person`?i?e(`{name} was reported`,{name:i}):e(`A person was reported`):t===`talk`?e(`A talk was reported`):r?i?e(`{name} wrote:`,{name:i}):e(`Somebody wrote:`):i?e(`A line of {name} was reported`,{name:i}):e(`A line was reported`)}function A({t:e},t){return{unkind:e(`Unkind`),spam:e(`Spam, or off topic`),cheating:e(`Gives answers away`),other:e(`Something else`)}[t]}function j({t:e}){return[[`nothing`,e(`Nothing is wrong with it`)],[`spoken-to`,e(`I have spoken with them`)],[`removed`,e(`Somebody was removed from the room`)],[`barred`,e(`Somebody may not take part for a while`)],[`hidden`,e(`What was made of it is hidden`)]]}function M({t:e},{by:t,outcome:n}){let r=t?v(t):e(`Somebody`);switch(n){case`nothing`:return e(`{name} has settled it, and found nothing wrong.`,{name:r});case`spoken-to`:return e(`{name} has settled it, and has spoken with them.`,{name:r});case`removed`:return e(`{name} has settled it: somebody was removed from the room.`,{name:r});case`barred`:return e(`{name} has settled it: somebody may not take part for a while.`,{name:r});case`hidden`:return e(`{name} has settled it: what was made of it is hidden.`,{name:r});default:return e(`{name} has looked at it.`,{name:r})}}var N=d` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.head{flex:1 1 20rem;min-width:0}h3 > span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}.log{margin:.5rem 0 1rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.log li + li{margin-top:.5rem}.reported{margin-inline:-.75rem;padding:.25rem calc(.75rem - 3px);padding-inline-end:.75rem;border-inline-start:3px solid var(--bad);background:var(--ground)}.settled{font-weight:600}fieldset{min-width:0;margin:0;padding:0;border:0}legend,form > label{padding:0;font-weight:600}.check input{border-radius:50%}form > label{display:block;margin:.75rem 0 .25rem}textarea{display:block;resize:vertical}form > button{margin-top:.75rem}`,P=class extends C{static properties={texts:{attribute:!1},report:{attribute:!1},opened:{attribute:!1},now:{attribute:!1},peopleUrl:{attribute:!1},busy:{state:!0},failure:{state:!0}};static styles=[h,T,N];text;open;close;settle;outcome=``;constructor(){super(),this.texts=new o,this.now=0,this.peopleUrl=``,this.busy=!1,this.failure=``}render(){let{t:e}=this.texts,{report:t,opened:n}=this,r=new g(this.texts);return s`<div class="row">
 <div class="head">
 <h3 id="what" tabindex="-1"><span>${_(k(this.texts,t))}${t.thing===`line`&&t.said?s` <bdi>${t.said}</bdi>`:p}</span></h3>
 <p class="small quiet">
 <strong>${A(this.texts,t.reason)}</strong> · ${_(e(`reported by {name}`,{name:v(t.by)}))} ·
 <time datetime=${t.at} title=${r.long(Date.parse(t.at))}>${r.ago(Date.parse(t.at),this.now)}</time>
 ${t.title?s` · <bdi>${t.title}</bdi>`:p}
 </p>
 </div>
 <div class="actions">
 <button aria-expanded=${n?`true`:`false`} aria-describedby="what" ?disabled=${this.busy} @click=${this.toggle}>${e(n?`Close`:`Look at it`)}</button>
 ${this.renderMenu()}
 </div>
 </div>
 ${n?this.renderOpened(n):s`<p class="error small" role="alert">${this.failure}</p>`}`}renderMenu(){let{t:e}=this.texts,t=[{label:e(`Open its room`),url:f(this.report.window_url)},{label:e(`Save the whole log`),url:f(this.report.transcript_url&&`${this.report.transcript_url}?format=html`)}];return s`<chatxblock-menu .label=${e(`More`)} .items=${t.filter(({url:e})=>e)}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${e(`More`)}>⋯</button></chatxblock-menu
 >`}renderOpened({report:e,lines:t,legible:n,settlement:r}){let{t:i}=this.texts;return s`<div class="whole">
 ${e.words?s`<p class="small quiet">${_(i(`{name} says:`,{name:v(e.by)}))}</p><blockquote class="words" dir="auto">${e.words}</blockquote>`:p}
 <p class="small quiet">${i(`Asked:`)} <bdi>${e.question}</bdi></p>
 ${n?this.renderLog(t):s`<p class="small" role="status">${i(`The room cannot be read right now. Nothing is lost: close this and look again in a moment.`)}</p>`}
 ${r?s`<p class="settled">${_(M(this.texts,r))}</p>
 ${r.words?s`<blockquote class="words" dir="auto">${r.words}</blockquote>`:p}`:this.renderForm()}
 <p class="error small" id="failure" role="alert">${this.failure}</p>
 </div>`}renderLog(e){let{t}=this.texts;return e.length===0?s`<p class="small quiet">${t(`Nothing was said.`)}</p>`:s`<ol class="log" aria-label=${t(`What was said around it`)} ${x()}>
 ${e.map(e=>this.renderLine(e))}
 </ol>`}renderLine({name:e,at:t,body:n,reported:r}){let{t:i}=this.texts,a=new g(this.texts),o=Date.parse(t);return s`<li class=${r?`reported`:``}>
 <p class="small quiet">
 <bdi translate="no">${e||i(`Somebody`)}</bdi> · <time datetime=${t} title=${a.long(o)}>${a.brief(o,this.now)}</time>
 ${r?s` · <strong>${i(`reported`)}</strong>`:p}
 </p>
 <div class="words" dir="auto">${y(n,()=>this.requestUpdate())}</div>
 </li>`}renderForm(){let{t:e}=this.texts;return s`<form @submit=${this.submit}>
 <fieldset ?disabled=${this.busy}>
 <legend>${e(`What came of it?`)}</legend>
 ${j(this.texts).map(([e,t])=>s`<div class="check">
 <input type="radio" name="outcome" id=${e} value=${e} .checked=${this.outcome===e} @change=${()=>this.outcome=e} />
 <label for=${e}>${t}</label>
 </div>`)}
 ${this.peopleUrl?s`<p class="small"><a href=${this.peopleUrl}>${e(`Bar somebody in the tab People`)}</a></p>`:p}
 </fieldset>
 <label for="words">${_(e(`Words to {name}, if you like`,{name:v(this.report.by)}))}</label>
 <textarea
 id="words"
 rows="2"
 dir="auto"
 ?readonly=${this.busy}
 aria-describedby="told failure"
 .value=${this.text.value}
 @input=${e=>this.text.value=e.target.value}
 ></textarea>
 <p id="told" class="small quiet">${e(`Whoever reported it reads both under “Your questions and talks”. Nobody else does.`)}</p>
 <button class="primary" ?disabled=${this.busy}>${e(`Settle it`)}</button>
 </form>`}toggle=()=>{this.opened?this.close():this.attempt(this.open)};submit=e=>{e.preventDefault();let{outcome:t}=this;if(!t){this.failure=this.texts.t(`Say first what came of it.`),this.renderRoot.querySelector(`input`)?.focus();return}let n=u(this.text.value);this.attempt(async()=>{await this.settle(t,l(n)?n:``),this.text.value=``})};async attempt(e){if(!this.busy){this.busy=!0,this.failure=``;try{await e()}catch(e){this.failure=w(this.texts.t,e,this.texts.t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}}},F=class{handlers;changed=new c;reports=null;next=null;error=null;opened=new Map;looks=0;constructor(e){this.handlers=e}get shown(){let e=this.reports??[],t=new Set(e.map(({report_id:e})=>e));return[...[...this.opened.values()].map(({report:e})=>e).filter(({report_id:e})=>!t.has(e)),...e]}async look(){let e=++this.looks;try{let{reports:t,next:n}=await this.handlers.post(`staff_reports`);if(e!==this.looks)return;[this.reports,this.next,this.error]=[t,n,null]}catch(e){if(!(e instanceof m))throw e;this.error=e}this.changed.emit()}async more(){let e=++this.looks,{reports:t,next:n}=await this.handlers.post(`staff_reports`,{before:this.next});if(e!==this.looks)return;let r=new Set((this.reports??[]).map(({report_id:e})=>e));this.reports=[...this.reports??[],...t.filter(({report_id:e})=>!r.has(e))],this.next=n,this.changed.emit()}async open(e){this.opened.set(e,await this.handlers.post(`staff_report`,{report_id:e})),this.changed.emit()}close(e){this.opened.delete(e),this.changed.emit()}async settle(e,t,n){try{await this.handlers.post(`staff_settle`,{report_id:e,outcome:t,...n&&{words:n}})}catch(t){throw t instanceof m&&t.code===`conflict`&&(await this.open(e),await this.look()),t}this.opened.delete(e),await this.look()}},I=[[`chatxblock-asked`,n],[`chatxblock-dialog`,e],[`chatxblock-for-you`,O],[`chatxblock-menu`,t],[`chatxblock-report-row`,P]];function L({handlers:e,clock:t,texts:n,text:r,say:i,waiting:a,tabs:o}){for(let[e,t]of I)customElements.get(e)||customElements.define(e,t);let s=document.createElement(`chatxblock-for-you`);return s.list=new E(e,{left:[],clusters:[]}),s.reports=new F(e),s.peopleUrl=o.includes(`people`)?`#people`:``,Object.assign(s,{clock:t,texts:n,text:r,say:i,waiting:a})}export{L as makeTab};
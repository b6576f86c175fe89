import{t as e}from"./dialog-CHRljNhj.js";import{t}from"./menu--ejJIxJk.js";import{i as n,n as r,r as i,t as a}from"./staff-list-styles-D6dSbH9X.js";import{C as o,E as s,G as c,K as l,L as u,M as d,O as f,R as p,T as m,b as h,i as g,j as _,k as v,m as y,p as b,r as x,v as S,x as C,y as w}from"./shared-xJNdJp2F.js";import{t as T}from"./page-C0upAngO.js";var E=class extends r{async loadAsked(){await this.fetch(`staff_clusters`,({clusters:e,left:t})=>this.asked=i(e,t)),this.changed.emit()}async dismiss(e,t){let n=0;for(let{call_id:r}of e.questions)try{await this.handlers.post(`dismiss_left`,{call_id:r,reason:t}),n+=1}catch(e){if(!(e instanceof c)||e.code!==`conflict`)throw e}return this.asked=this.asked.filter(({key:t})=>t!==e.key),this.changed.emit(),n}},D=v` :host{min-height:0;overflow-wrap:anywhere}section:first-child > h2{margin-top:0}.asked{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5rem;align-items:start}.asked > chatxblock-menu{margin-top:.75rem}.more{margin-top:1rem}`,O=class extends m{static properties={list:{attribute:!1},reports:{attribute:!1},texts:{attribute:!1},dismissed:{state:!0},failure:{state:!0}};static styles=[S,T,a,D];clock;waiting;text;say;peopleUrl=``;loaded=!1;busy=!1;counted=``;failures=new Map;kept=new Map;stops=[];constructor(){super(),this.texts=new _,this.dismissed=null,this.failure=``,new w(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.list.changed.subscribe(()=>this.requestUpdate()),this.reports.changed.subscribe(()=>this.requestUpdate()),this.waiting.changed.subscribe(()=>this.follow())],this.refresh()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.waiting.look(),this.load()}render(){let{t:e}=this.texts,{asked:t,missing:n}=this.list,[r,i]=[this.reports.shown,this.resources],a=n||this.reports.error!==null,o=this.loaded&&!a&&r.length+t.length+i.length===0;return f`${this.loaded?s:f`<p class="quiet">${e(`Loading…`)}</p>`}
 ${o?f`<p class="quiet">${e(`Nothing waits for you. Questions that are left for the teachers, reports and resources to look at stand here within seconds.`)}</p>`:s}
 ${r.length>0?this.renderReports(r):s} ${t.length>0?this.renderAsked(t):s} ${i.length>0?this.renderResources(i):s}
 ${a?f`<p class="error" role="alert">${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.load()}>${e(`Try again`)}</button></p>`:s}
 ${this.dismissed?this.renderDismissing(this.dismissed):s}`}renderReports(e){let{t}=this.texts;return f`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 <ul>
 ${y(e,({report_id:e})=>e,e=>f`<li>
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
 ${this.reports.next?f`<p class="more"><button @click=${()=>void this.attempt(`more`,()=>this.reports.more())}>${t(`Show earlier ones`)}</button></p>`:s}
 <p class="error small" role="alert">${this.failures.get(`more`)??``}</p>
 </section>`}renderAsked(e){let{t}=this.texts;return f`<section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${t(`Questions that nobody answered`)}</h2>
 <ul>
 ${y(e,({key:e})=>e,e=>f`<li class="asked">
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
 </section>`}renderDismissing(e){let{t,n}=this.texts,r=this.written(`dismiss:${e.key}`);return f`<chatxblock-dialog
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
 ></chatxblock-dialog>`}renderResources(e){let{t}=this.texts;return f`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 <ul>
 ${y(e,({id:e})=>e,({id:e,title:t,why:n,at:r,reasons:i,url:a})=>f`<li class="card ${this.list.opened.has(e)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${t}</h3>
 <p class="small quiet">${n} · ${this.ago(r)}</p>
 ${i.map(e=>f`<blockquote class="words" dir="auto">${e}</blockquote>`)}
 </div>
 ${this.renderResource(e,a)}
 </li>`)}
 </ul>
 </section>`}renderResource(e,t){let{t:n}=this.texts,r=this.list.opened.get(e),i=o(t);return f`${r?f`<div class="text" tabindex="0" role="group" aria-label=${n(`Its text`)}>
 <p class="words" dir="auto"><strong>${r.answer}</strong></p>
 <p class="words" dir="auto">${r.body}</p>
 </div>`:s}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${r?this.renderJudgements(r):f`<button @click=${()=>void this.attempt(e,()=>this.list.open(e))}>${n(`Look at it`)}</button>`}
 ${i?f`<chatxblock-menu .label=${n(`More`)} .items=${[{label:n(`Open it`),url:i}]}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${n(`More`)}>⋯</button></chatxblock-menu
 >`:s}
 </div>`}renderJudgements(e){let{t}=this.texts,n=(t,n,r=!1)=>f`<button class=${r?`primary`:``} @click=${()=>void this.judge(t,e)}>${n}</button>`;return f`${e.state===`review`?n(`resource_publish`,t(`Publish`),!0):n(`resource_verify`,t(`It is right`),!0)}
 ${e.state===`hidden`?s:n(`resource_hide`,t(`Hide it`))}`}get resources(){let{t:e,n:t}=this.texts,n=new Map,r=(this.list.reports??[]).filter(({resource_id:e})=>e);for(let{resource_id:e,reason:t}of r)n.set(e??``,[...n.get(e??``)??[],t]);let i=(this.list.review??[]).map(({resource_id:r,title:i,at:a,edit_url:o,state:s,reports:c})=>({id:r??``,title:i,at:a,url:o,reasons:n.get(r??``)??[],why:s===`review`?e(`Waits until you have looked at it`):t(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,c)})),a=new Set(i.map(({id:e})=>e)),o=r.filter(({resource_id:e},t)=>!a.has(e??``)&&r.findIndex(t=>t.resource_id===e)===t);return[...i,...o.map(({resource_id:t,title:r,at:i,url:a})=>({id:t??``,title:r,at:i,url:a,reasons:n.get(t??``)??[],why:e(`Somebody found something wrong`)}))]}async load(){this.counted=this.countsOf(),await Promise.all([this.reports.look(),this.list.loadAsked(),this.list.load()]),this.loaded=!0,this.requestUpdate()}follow(){this.counted!==this.countsOf()&&this.load()}countsOf(){return Object.values(this.waiting.counts??{}).join()}async settle(e,t,n){await this.reports.settle(e.report_id,t,n),this.say(this.texts.t(`The report is settled, and whoever reported it is told.`)),this.waiting.look()}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.say(c.join(` `)),this.waiting.look(),o}dismiss(e){this.dismissed=e,this.failure=``}async dismissAsked(e,t){let{t:n,n:r}=this.texts;this.busy=!0,this.failure=``;try{let n=await this.list.dismiss(e,t);this.written(`dismiss:${e.key}`).value=``,this.dismiss(null),this.say(r(`{n} question is closed, with your reason.`,`{n} questions are closed, with your reason.`,n)),this.waiting.look()}catch(e){this.failure=h(n,e,n(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1,this.requestUpdate()}}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.say(r[e]),this.waiting.look()})}async attempt(e,t){if(!this.busy){this.busy=!0,this.failures.delete(e);try{await t()}catch(t){this.failures.set(e,h(this.texts.t,t))}finally{this.busy=!1,this.requestUpdate()}}}written(e){let t=this.kept.get(e)??this.text(e);return this.kept.set(e,t),t}ago(e){return new C(this.texts).ago(Date.parse(e),this.clock.now())}};function k({t:e},{thing:t,about:n,said:r}){let i=n?d(n.name):``;return t===`person`?i?e(`{name} was reported`,{name:i}):e(`A person was reported`):t===`talk`?e(`A talk was reported`):r?i?e(`{name} wrote:`,{name:i}):e(`Somebody wrote:`):i?e(`A line of {name} was reported`,{name:i}):e(`A line was reported`)}function A({t:e},t){return{unkind:e(`Unkind`),spam:e(`Spam, or off topic`),cheating:e(`Gives answers away`),other:e(`Something else`)}[t]}function j({t:e}){return[[`nothing`,e(`Nothing is wrong with it`)],[`spoken-to`,e(`I have spoken with them`)],[`removed`,e(`Somebody was removed from the room`)],[`barred`,e(`Somebody may not take part for a while`)],[`hidden`,e(`What was made of it is hidden`)]]}function M({t:e},{by:t,outcome:n}){let r=t?d(t):e(`Somebody`);switch(n){case`nothing`:return e(`{name} has settled it, and found nothing wrong.`,{name:r});case`spoken-to`:return e(`{name} has settled it, and has spoken with them.`,{name:r});case`removed`:return e(`{name} has settled it: somebody was removed from the room.`,{name:r});case`barred`:return e(`{name} has settled it: somebody may not take part for a while.`,{name:r});case`hidden`:return e(`{name} has settled it: what was made of it is hidden.`,{name:r});default:return e(`{name} has looked at it.`,{name:r})}}var N=v` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.head{flex:1 1 20rem;min-width:0}h3 > span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}.log{margin:.5rem 0 1rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.log li + li{margin-top:.5rem}.reported{margin-inline:-.75rem;padding:.25rem calc(.75rem - 3px);padding-inline-end:.75rem;border-inline-start:3px solid var(--bad);background:var(--ground)}.settled{font-weight:600}fieldset{min-width:0;margin:0;padding:0;border:0}legend,form > label{padding:0;font-weight:600}.check input{border-radius:50%}form > label{display:block;margin:.75rem 0 .25rem}textarea{display:block;resize:vertical}form > button{margin-top:.75rem}`,P=class extends m{static properties={texts:{attribute:!1},report:{attribute:!1},opened:{attribute:!1},now:{attribute:!1},peopleUrl:{attribute:!1},busy:{state:!0},failure:{state:!0}};static styles=[S,T,N];text;open;close;settle;outcome=``;constructor(){super(),this.texts=new _,this.now=0,this.peopleUrl=``,this.busy=!1,this.failure=``}render(){let{t:e}=this.texts,{report:t,opened:n}=this,r=new C(this.texts);return f`<div class="row">
 <div class="head">
 <h3 id="what" tabindex="-1"><span>${b(k(this.texts,t))}${t.thing===`line`&&t.said?f` <bdi>${t.said}</bdi>`:s}</span></h3>
 <p class="small quiet">
 <strong>${A(this.texts,t.reason)}</strong> · ${b(e(`reported by {name}`,{name:d(t.by)}))} ·
 <time datetime=${t.at} title=${r.long(Date.parse(t.at))}>${r.ago(Date.parse(t.at),this.now)}</time>
 ${t.title?f` · <bdi>${t.title}</bdi>`:s}
 </p>
 </div>
 <div class="actions">
 <button aria-expanded=${n?`true`:`false`} aria-describedby="what" ?disabled=${this.busy} @click=${this.toggle}>${e(n?`Close`:`Look at it`)}</button>
 ${this.renderMenu()}
 </div>
 </div>
 ${n?this.renderOpened(n):f`<p class="error small" role="alert">${this.failure}</p>`}`}renderMenu(){let{t:e}=this.texts,t=[{label:e(`Open its room`),url:o(this.report.window_url)},{label:e(`Save the whole log`),url:o(this.report.transcript_url&&`${this.report.transcript_url}?format=html`)}];return f`<chatxblock-menu .label=${e(`More`)} .items=${t.filter(({url:e})=>e)}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${e(`More`)}>⋯</button></chatxblock-menu
 >`}renderOpened({report:e,lines:t,legible:n,settlement:r}){let{t:i}=this.texts;return f`<div class="whole">
 ${e.words?f`<p class="small quiet">${b(i(`{name} says:`,{name:d(e.by)}))}</p><blockquote class="words" dir="auto">${e.words}</blockquote>`:s}
 <p class="small quiet">${i(`Asked:`)} <bdi>${e.question}</bdi></p>
 ${n?this.renderLog(t):f`<p class="small" role="status">${i(`The room cannot be read right now. Nothing is lost: close this and look again in a moment.`)}</p>`}
 ${r?f`<p class="settled">${b(M(this.texts,r))}</p>
 ${r.words?f`<blockquote class="words" dir="auto">${r.words}</blockquote>`:s}`:this.renderForm()}
 <p class="error small" id="failure" role="alert">${this.failure}</p>
 </div>`}renderLog(e){let{t}=this.texts;return e.length===0?f`<p class="small quiet">${t(`Nothing was said.`)}</p>`:f`<ol class="log" aria-label=${t(`What was said around it`)} ${g()}>
 ${e.map(e=>this.renderLine(e))}
 </ol>`}renderLine({name:e,at:t,body:n,reported:r}){let{t:i}=this.texts,a=new C(this.texts),o=Date.parse(t);return f`<li class=${r?`reported`:``}>
 <p class="small quiet">
 <bdi translate="no">${e||i(`Somebody`)}</bdi> · <time datetime=${t} title=${a.long(o)}>${a.brief(o,this.now)}</time>
 ${r?f` · <strong>${i(`reported`)}</strong>`:s}
 </p>
 <div class="words" dir="auto">${x(n,()=>this.requestUpdate())}</div>
 </li>`}renderForm(){let{t:e}=this.texts;return f`<form @submit=${this.submit}>
 <fieldset ?disabled=${this.busy}>
 <legend>${e(`What came of it?`)}</legend>
 ${j(this.texts).map(([e,t])=>f`<div class="check">
 <input type="radio" name="outcome" id=${e} value=${e} .checked=${this.outcome===e} @change=${()=>this.outcome=e} />
 <label for=${e}>${t}</label>
 </div>`)}
 ${this.peopleUrl?f`<p class="small"><a href=${this.peopleUrl}>${e(`Bar somebody in the tab People`)}</a></p>`:s}
 </fieldset>
 <label for="words">${b(e(`Words to {name}, if you like`,{name:d(this.report.by)}))}</label>
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
 </form>`}toggle=()=>{this.opened?this.close():this.attempt(this.open)};submit=e=>{e.preventDefault();let{outcome:t}=this;if(!t){this.failure=this.texts.t(`Say first what came of it.`),this.renderRoot.querySelector(`input`)?.focus();return}let n=p(this.text.value);this.attempt(async()=>{await this.settle(t,u(n)?n:``),this.text.value=``})};async attempt(e){if(!this.busy){this.busy=!0,this.failure=``;try{await e()}catch(e){this.failure=h(this.texts.t,e,this.texts.t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}}},F=class{handlers;changed=new l;reports=null;next=null;error=null;opened=new Map;looks=0;constructor(e){this.handlers=e}get shown(){let e=this.reports??[],t=new Set(e.map(({report_id:e})=>e));return[...[...this.opened.values()].map(({report:e})=>e).filter(({report_id:e})=>!t.has(e)),...e]}async look(){let e=++this.looks;try{let{reports:t,next:n}=await this.handlers.post(`staff_reports`);if(e!==this.looks)return;[this.reports,this.next,this.error]=[t,n,null]}catch(e){if(!(e instanceof c))throw e;this.error=e}this.changed.emit()}async more(){let e=++this.looks,{reports:t,next:n}=await this.handlers.post(`staff_reports`,{before:this.next});if(e!==this.looks)return;let r=new Set((this.reports??[]).map(({report_id:e})=>e));this.reports=[...this.reports??[],...t.filter(({report_id:e})=>!r.has(e))],this.next=n,this.changed.emit()}async open(e){this.opened.set(e,await this.handlers.post(`staff_report`,{report_id:e})),this.changed.emit()}close(e){this.opened.delete(e),this.changed.emit()}async settle(e,t,n){try{await this.handlers.post(`staff_settle`,{report_id:e,outcome:t,...n&&{words:n}})}catch(t){throw t instanceof c&&t.code===`conflict`&&(await this.open(e),await this.look()),t}this.opened.delete(e),await this.look()}},I=[[`chatxblock-asked`,n],[`chatxblock-dialog`,e],[`chatxblock-for-you`,O],[`chatxblock-menu`,t],[`chatxblock-report-row`,P]];function L({handlers:e,clock:t,texts:n,text:r,say:i,waiting:a,tabs:o}){for(let[e,t]of I)customElements.get(e)||customElements.define(e,t);let s=document.createElement(`chatxblock-for-you`);return s.list=new E(e,{left:[],clusters:[]}),s.reports=new F(e),s.peopleUrl=o.includes(`people`)?`#people`:``,Object.assign(s,{clock:t,texts:n,text:r,say:i,waiting:a})}export{L as makeTab};
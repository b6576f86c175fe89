import{t as e}from"./rolldown-runtime-DK3Fl9T5.js";import{t}from"./dialog-DkRbeB45.js";import{t as n}from"./menu-CCjwcJIp.js";import{A as r,C as i,E as a,K as o,M as s,N as c,R as l,T as u,b as d,d as f,f as p,k as m,m as h,n as g,p as _,q as v,r as y,v as b,x,y as S,z as C}from"./shared-CQyM8Vu6.js";import{r as w,t as T}from"./forms-BituR4ZF.js";import{t as E}from"./page-DgGS5fFC.js";function D({t:e},{thing:t,about:n,said:r}){let i=n?c(n.name):``;return t===`person`?i?e(`{name} was reported`,{name:i}):e(`A person was reported`):t===`talk`?e(`A talk was reported`):r?i?e(`{name} wrote:`,{name:i}):e(`Somebody wrote:`):i?e(`A line of {name} was reported`,{name:i}):e(`A line was reported`)}function O({t:e},t){return{unkind:e(`Unkind`),spam:e(`Spam, or off topic`),cheating:e(`Gives answers away`),other:e(`Something else`)}[t]}function k({t:e}){return[[`nothing`,e(`Nothing is wrong with it`)],[`spoken-to`,e(`I have spoken with them`)],[`removed`,e(`Somebody was removed from the room`)],[`barred`,e(`Somebody may not take part for a while`)],[`hidden`,e(`What was made of it is hidden`)]]}function A({t:e},{by:t,outcome:n}){let r=t?c(t):e(`Somebody`);switch(n){case`nothing`:return e(`{name} has settled it, and found nothing wrong.`,{name:r});case`spoken-to`:return e(`{name} has settled it, and has spoken with them.`,{name:r});case`removed`:return e(`{name} has settled it: somebody was removed from the room.`,{name:r});case`barred`:return e(`{name} has settled it: somebody may not take part for a while.`,{name:r});case`hidden`:return e(`{name} has settled it: what was made of it is hidden.`,{name:r});default:return e(`{name} has looked at it.`,{name:r})}}var j=r` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;width:auto;padding:.75rem 0;color:inherit;list-style:none}.row::-webkit-details-marker{display:none}.row > div{flex:1 1 20rem;min-width:0}.row .button{flex:none}.row:hover .button{border-color:var(--ink)}[open] > .row .button{visibility:hidden}h3 span{display:block}details:not([open]) > .row h3 span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;font-weight:600}form{margin-top:.5rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}form button{margin-top:.5rem}`,M=class extends u{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[b,E,w,j];left=new Set;publish=!1;constructor(){super(),this.texts=new s,this.now=0,this.failure=``,this.busy=!1,new S(this)}render(){let{questions:e,learners:t}=this.asked,{t:n,n:r}=this.texts,i=e[0];if(!i)return m``;let{name:o}=i.asker,s=t>1?r(`{n} learner waits`,`{n} learners wait`,t):m`<bdi translate="no" title=${o}>${o}</bdi>`;return m`<details ?open=${this.text.value!==``}>
 <summary class="row">
 <div>
 <h3 id="question" tabindex="-1"><span class="words" dir="auto">${f(i.question)}</span></h3>
 <p class="small quiet">${s} · ${new x(this.texts).ago(Date.parse(i.left_at),this.now)}${i.context.title?m` · <bdi>${i.context.title}</bdi>`:a}</p>
 </div>
 <span class="button">${n(`Answer`)}</span>
 </summary>
 <div class="whole">${e.length>1?this.renderChoice(e):this.renderWho(i,`question`)} ${this.renderForm()}</div>
 </details>`}renderChoice(e){let{t}=this.texts;return m`<fieldset>
 <legend class="small">${t(`Your answer is for:`)}</legend>
 ${h(e,({call_id:e})=>e,e=>m`<div class="check">
 <input
 type="checkbox"
 id=${`to-${e.call_id}`}
 .checked=${!this.left.has(e.call_id)}
 ?disabled=${this.busy}
 @change=${t=>this.choose(e.call_id,N(t))}
 />
 <div>
 <label class="words" id=${`asked-${e.call_id}`} for=${`to-${e.call_id}`} dir="auto">${f(e.question)}</label>
 ${this.renderWho(e,`asked-${e.call_id}`)}
 </div>
 </div>`)}
 </fieldset>`}renderWho({asker:e,context:t,left_at:n,window_url:r,transcript_url:o},s){let{t:c}=this.texts,l=i(t.url),u=t.title||l,d=l?m`<a href=${l} target="_blank" rel="noopener">${u}</a>`:u;return m`<p class="small quiet">
 <bdi translate="no" title=${e.name}>${e.name}</bdi> · ${new x(this.texts).ago(Date.parse(n),this.now)}${u?m` · <bdi>${d}</bdi>`:a} ·
 <a href=${r} target="_blank" rel="noopener">${c(`Read what was said`)}</a>
 </p>
 <div class="small">${T(this.texts,o,s)}</div>`}renderForm(){let{t:e,n:t}=this.texts,n=this.chosen.length;return m`<form @submit=${this.submit}>
 <label class="small" for="answer">${e(`Your answer`)}</label>
 <textarea
 id="answer"
 rows="3"
 dir="auto"
 ?readonly=${this.busy}
 aria-invalid=${this.failure?`true`:`false`}
 aria-describedby="failure"
 .value=${this.text.value}
 @input=${e=>this.text.value=e.target.value}
 ></textarea>
 <p class="error small" id="failure" role="alert">${this.failure}</p>
 <div class="check">
 <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${e=>this.publish=N(e)} />
 <div>
 <label for="publish">${e(`Publish for everybody`)}</label>
 <p class="small quiet">${e(`Without names. Whoever has this question finds it before asking.`)}</p>
 </div>
 </div>
 <button class="primary" ?disabled=${this.busy}>${n>1?t(`Answer {n} question`,`Answer {n} questions`,n):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,n=C(this.text.value);this.busy||(this.failure=l(n)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(n))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=d(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function N(e){return e.target.checked}var P=class{changed=new v;asked=[];review=null;reports=null;opened=new Map;missing=!1;constructor(e){this.handlers=e}async loadAsked(){await this.fetch(`staff_clusters`,({clusters:e,left:t})=>this.asked=F(e,t)),this.changed.emit()}async dismiss(e,t){let n=0;for(let{call_id:r}of e.questions)try{await this.handlers.post(`dismiss_left`,{call_id:r,reason:t}),n+=1}catch(e){if(!(e instanceof o)||e.code!==`conflict`)throw e}return this.asked=this.asked.filter(({key:t})=>t!==e.key),this.changed.emit(),n}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:I(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n},r=``){try{await this.handlers.post(e,{resource_id:t,rev:n,...r&&{words:r}})}catch(e){throw e instanceof o&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof o))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function F(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:I(e)}))}function I(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var L=r` :host{min-height:0;overflow-wrap:anywhere}section:first-child > h2{margin-top:0}.asked{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5rem;align-items:start}.asked > chatxblock-menu{margin-top:.75rem}.to{display:block;margin-top:.75rem}.to ~ .quiet{margin:.25rem 0 .5rem}.more{margin-top:1rem}`,R=r` li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.card{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;align-items:center;padding:.75rem 0}.card > *{grid-column:1 / -1}.card:not(.opened) > .actions{grid-column:2;grid-row:1 / span 2}.card:not(.opened) > .head{grid-column:1;grid-row:1 / span 2}.text{margin:.5rem 0;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}@media (max-width:30rem){.card{display:block}.card > .actions{margin-top:.5rem}}`,z=class extends u{static properties={list:{attribute:!1},reports:{attribute:!1},texts:{attribute:!1},dismissed:{state:!0},failure:{state:!0}};static styles=[b,E,R,L];loaded=!1;busy=!1;counted=``;failures=new Map;kept=new Map;stops=[];constructor(){super(),this.texts=new s,this.dismissed=null,this.failure=``,new S(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.list.changed.subscribe(()=>this.requestUpdate()),this.reports.changed.subscribe(()=>this.requestUpdate()),this.waiting.changed.subscribe(()=>this.follow())],this.refresh()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.waiting.look(),this.load()}render(){let{t:e}=this.texts,{asked:t,missing:n}=this.list,[r,i]=[this.reports.shown,this.resources],o=n||this.reports.error!==null,s=this.loaded&&!o&&r.length+t.length+i.length===0;return m`${this.loaded?a:m`<p class="quiet">${e(`Loading…`)}</p>`}
 ${s?m`<p class="quiet">${e(`Nothing waits for you. Questions that are left for the teachers, reports and resources to look at stand here within seconds.`)}</p>`:a}
 ${r.length>0?this.renderReports(r):a} ${t.length>0?this.renderAsked(t):a} ${i.length>0?this.renderResources(i):a}
 ${o?m`<p class="error" role="alert">${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.load()}>${e(`Try again`)}</button></p>`:a}
 ${this.dismissed?this.renderDismissing(this.dismissed):a}`}renderReports(e){let{t}=this.texts;return m`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 <ul>
 ${h(e,({report_id:e})=>e,e=>m`<li>
 <chatxblock-report-row
 .texts=${this.texts}
 .report=${e}
 .opened=${this.reports.opened.get(e.report_id)}
 .now=${this.clock.now()}
 .text=${this.written(`settle:${e.report_id}`)}
 .open=${()=>this.reports.open(e.report_id)}
 .close=${()=>this.reports.close(e.report_id)}
 .bar=${e=>this.bar(e)}
 .settle=${(t,n)=>this.settle(e,t,n)}
 ></chatxblock-report-row>
 </li>`)}
 </ul>
 ${this.reports.next?m`<p class="more"><button @click=${()=>void this.attempt(`more`,()=>this.reports.more())}>${t(`Show earlier ones`)}</button></p>`:a}
 <p class="error small" role="alert">${this.failures.get(`more`)??``}</p>
 </section>`}renderAsked(e){let{t}=this.texts;return m`<section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${t(`Questions that nobody answered`)}</h2>
 <ul>
 ${h(e,({key:e})=>e,e=>m`<li class="asked">
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
 </section>`}renderDismissing(e){let{t,n}=this.texts,r=this.written(`dismiss:${e.key}`);return m`<chatxblock-dialog
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
 ></chatxblock-dialog>`}renderResources(e){let{t}=this.texts;return m`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 <ul>
 ${h(e,({id:e})=>e,({id:e,title:t,why:n,at:r,reasons:i,url:a})=>m`<li class="card ${this.list.opened.has(e)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${f(t)}</h3>
 <p class="small quiet">${n} · ${this.ago(r)}</p>
 ${i.map(e=>m`<blockquote class="words" dir="auto">${e}</blockquote>`)}
 </div>
 ${this.renderResource(e,a,i.length>0)}
 </li>`)}
 </ul>
 </section>`}renderResource(e,t,n){let{t:r}=this.texts,o=this.list.opened.get(e),s=i(t);return m`${o?m`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${o.answer}</strong></p>
 <p class="words" dir="auto">${o.body}</p>
 </div>`:a}
 ${o&&n?this.renderWords(e):a}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${o?this.renderJudgements(o):m`<button @click=${()=>void this.attempt(e,()=>this.list.open(e))}>${r(`Look at it`)}</button>`}
 ${s?m`<chatxblock-menu .label=${r(`More`)} .items=${[{label:r(`Open it`),url:s}]}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${r(`More`)}>⋯</button></chatxblock-menu
 >`:a}
 </div>`}renderWords(e){let{t}=this.texts,n=this.written(`judge:${e}`);return m`<label class="to" for="words-${e}">${t(`Words to whoever reported it, if you like`)}</label>
 <textarea
 id="words-${e}"
 rows="2"
 dir="auto"
 aria-describedby="told-${e}"
 .value=${n.value}
 @input=${e=>n.value=e.target.value}
 ></textarea>
 <p id="told-${e}" class="small quiet">${t(`They read it under “Your questions and talks”, with what you decide below. Nobody else does.`)}</p>`}renderJudgements(e){let{t}=this.texts,n=(t,n,r=!1)=>m`<button class=${r?`primary`:``} @click=${()=>void this.judge(t,e)}>${n}</button>`;return m`${e.state===`review`?n(`resource_publish`,t(`Publish`),!0):n(`resource_verify`,t(`It is right`),!0)}
 ${e.state===`hidden`?a:n(`resource_hide`,t(`Hide it`))}`}get resources(){let{t:e,n:t}=this.texts,n=new Map,r=(this.list.reports??[]).filter(({resource_id:e})=>e);for(let{resource_id:e,reason:t}of r)n.set(e??``,[...n.get(e??``)??[],t]);let i=(this.list.review??[]).map(({resource_id:r,title:i,at:a,edit_url:o,state:s,reports:c})=>({id:r??``,title:i,at:a,url:o,reasons:n.get(r??``)??[],why:s===`review`?e(`Waits until you have looked at it`):t(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,c)})),a=new Set(i.map(({id:e})=>e)),o=r.filter(({resource_id:e},t)=>!a.has(e??``)&&r.findIndex(t=>t.resource_id===e)===t);return[...i,...o.map(({resource_id:t,title:r,at:i,url:a})=>({id:t??``,title:r,at:i,url:a,reasons:n.get(t??``)??[],why:e(`Somebody found something wrong`)}))]}async load(){this.counted=this.countsOf(),await Promise.all([this.reports.look(),this.list.loadAsked(),this.list.load()]),this.loaded=!0,this.requestUpdate()}follow(){this.counted!==this.countsOf()&&this.load()}countsOf(){return Object.values(this.waiting.counts??{}).join()}async bar(e){let{barReported:t}=await p(async()=>{let{barReported:e}=await import(`./barring-view-B7gIQ5IN.js`);return{barReported:e}},[]);return t(this.renderRoot,{report:e,handlers:this.handlers,texts:this.texts,text:this.written(`bar:${e.about?.jid??``}`),now:()=>this.clock.now(),say:this.say})}async settle(e,t,n){await this.reports.settle(e.report_id,t,n),this.say(this.texts.t(`The report is settled, and whoever reported it is told.`)),this.waiting.look()}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.say(c.join(` `),o.resource?.url),this.waiting.look(),o}dismiss(e){this.dismissed=e,this.failure=``}async dismissAsked(e,t){let{t:n,n:r}=this.texts;this.busy=!0,this.failure=``;try{let n=await this.list.dismiss(e,t);this.written(`dismiss:${e.key}`).value=``,this.dismiss(null),this.say(r(`{n} question is closed, with your reason.`,`{n} questions are closed, with your reason.`,n)),this.waiting.look()}catch(e){this.failure=d(n,e,n(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1,this.requestUpdate()}}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{let n=this.written(`judge:${t.resource_id}`),i=C(n.value);await this.list.judge(e,t,l(i)?i:``),n.value=``,this.say(r[e]),this.waiting.look()})}async attempt(e,t){if(!this.busy){this.busy=!0,this.failures.delete(e);try{await t()}catch(t){this.failures.set(e,d(this.texts.t,t))}finally{this.busy=!1,this.requestUpdate()}}}written(e){let t=this.kept.get(e)??this.text(e);return this.kept.set(e,t),t}ago(e){return new x(this.texts).ago(Date.parse(e),this.clock.now())}},B=r` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding:.75rem 0}.head{flex:1 1 20rem;min-width:0}h3 > span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}.log{margin:.5rem 0 1rem;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.log li + li{margin-top:.5rem}.reported{margin-inline:-.75rem;padding:.25rem calc(.75rem - 3px);padding-inline-end:.75rem;border-inline-start:3px solid var(--bad);background:var(--ground)}.settled{font-weight:600}fieldset{min-width:0;margin:0;padding:0;border:0}legend,form > label{padding:0;font-weight:600}.check input{border-radius:50%}form > label{display:block;margin:.75rem 0 .25rem}textarea{display:block;resize:vertical}form > button{margin-top:.75rem}.bar{margin-top:.5rem}`,V=class extends u{static properties={texts:{attribute:!1},report:{attribute:!1},opened:{attribute:!1},now:{attribute:!1},busy:{state:!0},failure:{state:!0}};static styles=[b,E,B];outcome=``;constructor(){super(),this.texts=new s,this.now=0,this.busy=!1,this.failure=``}render(){let{t:e}=this.texts,{report:t,opened:n}=this,r=new x(this.texts);return m`<div class="row">
 <div class="head">
 <h3 id="what" tabindex="-1"><span>${_(D(this.texts,t))}${t.thing===`line`&&t.said?m` <bdi>${t.said}</bdi>`:a}</span></h3>
 <p class="small quiet">
 <strong>${O(this.texts,t.reason)}</strong> · ${_(e(`reported by {name}`,{name:c(t.by)}))} ·
 <time datetime=${t.at} title=${r.long(Date.parse(t.at))}>${r.ago(Date.parse(t.at),this.now)}</time>
 ${t.title?m` · <bdi>${t.title}</bdi>`:a}
 </p>
 </div>
 <div class="actions">
 <button aria-expanded=${n?`true`:`false`} aria-describedby="what" ?disabled=${this.busy} @click=${this.toggle}>${e(n?`Close`:`Look at it`)}</button>
 ${this.renderMenu()}
 </div>
 </div>
 ${n?this.renderOpened(n):m`<p class="error small" role="alert">${this.failure}</p>`}`}renderMenu(){let{t:e}=this.texts,t=[{label:e(`Open its room`),url:i(this.report.window_url)},{label:e(`Save the whole log`),url:i(this.report.transcript_url&&`${this.report.transcript_url}?format=html`)}];return m`<chatxblock-menu .label=${e(`More`)} .items=${t.filter(({url:e})=>e)}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${e(`More`)}>⋯</button></chatxblock-menu
 >`}renderOpened({report:e,lines:t,legible:n,settlement:r}){let{t:i}=this.texts;return m`<div class="whole">
 ${e.words?m`<p class="small quiet">${_(i(`{name} says:`,{name:c(e.by)}))}</p><blockquote class="words" dir="auto">${e.words}</blockquote>`:a}
 <p class="small quiet">${i(`Asked:`)} <bdi>${f(e.question)}</bdi></p>
 ${n?this.renderLog(t):m`<p class="small" role="status">${i(`The room cannot be read right now. Nothing is lost: close this and look again in a moment.`)}</p>`}
 ${r?m`<p class="settled">${_(A(this.texts,r))}</p>
 ${r.words?m`<blockquote class="words" dir="auto">${r.words}</blockquote>`:a}`:this.renderForm()}
 <p class="error small" id="failure" role="alert">${this.failure}</p>
 </div>`}renderLog(e){let{t}=this.texts;return e.length===0?m`<p class="small quiet">${t(`Nothing was said.`)}</p>`:m`<ol class="log" aria-label=${t(`What was said around it`)} ${y()}>
 ${e.map(e=>this.renderLine(e))}
 </ol>`}renderLine({name:e,at:t,body:n,reported:r}){let{t:i}=this.texts,o=new x(this.texts),s=Date.parse(t);return m`<li class=${r?`reported`:``}>
 <p class="small quiet">
 <bdi translate="no">${e||i(`Somebody`)}</bdi> · <time datetime=${t} title=${o.long(s)}>${o.brief(s,this.now)}</time>
 ${r?m` · <strong>${i(`reported`)}</strong>`:a}
 </p>
 <div class="words" dir="auto">${g(n)}</div>
 </li>`}renderForm(){let{t:e}=this.texts;return m`<form @submit=${this.submit}>
 <fieldset ?disabled=${this.busy}>
 <legend>${e(`What came of it?`)}</legend>
 ${k(this.texts).map(([e,t])=>m`<div class="check">
 <input type="radio" name="outcome" id=${e} value=${e} .checked=${this.outcome===e} @change=${()=>this.outcome=e} />
 <label for=${e}>${t}</label>
 </div>`)}
 ${this.renderBarring()}
 </fieldset>
 <label for="words">${_(e(`Words to {name}, if you like`,{name:c(this.report.by)}))}</label>
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
 </form>`}renderBarring(){let{t:e}=this.texts,{about:t}=this.report;return t?m`<button type="button" class="bar" @click=${this.startBarring}><span>${_(e(`Bar {name}…`,{name:c(t.name)}))}</span></button>`:a}startBarring=async()=>{await this.bar(this.report)&&(this.outcome=`barred`),this.requestUpdate()};toggle=()=>{this.opened?this.close():this.attempt(this.open)};submit=e=>{e.preventDefault();let{outcome:t}=this;if(!t){this.failure=this.texts.t(`Say first what came of it.`),this.renderRoot.querySelector(`input`)?.focus();return}let n=C(this.text.value);this.attempt(async()=>{await this.settle(t,l(n)?n:``),this.text.value=``})};async attempt(e){if(!this.busy){this.busy=!0,this.failure=``;try{await e()}catch(e){this.failure=d(this.texts.t,e,this.texts.t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}}},H=class{changed=new v;reports=null;next=null;error=null;opened=new Map;looks=0;constructor(e){this.handlers=e}get shown(){let e=this.reports??[],t=new Set(e.map(({report_id:e})=>e));return[...[...this.opened.values()].map(({report:e})=>e).filter(({report_id:e})=>!t.has(e)),...e]}async look(){let e=++this.looks;try{let{reports:t,next:n}=await this.handlers.post(`staff_reports`);if(e!==this.looks)return;[this.reports,this.next,this.error]=[t,n,null]}catch(e){if(!(e instanceof o))throw e;this.error=e}this.changed.emit()}async more(){let e=++this.looks,{reports:t,next:n}=await this.handlers.post(`staff_reports`,{before:this.next});if(e!==this.looks)return;let r=new Set((this.reports??[]).map(({report_id:e})=>e));this.reports=[...this.reports??[],...t.filter(({report_id:e})=>!r.has(e))],this.next=n,this.changed.emit()}async open(e){this.opened.set(e,await this.handlers.post(`staff_report`,{report_id:e})),this.changed.emit()}close(e){this.opened.delete(e),this.changed.emit()}async settle(e,t,n){try{await this.handlers.post(`staff_settle`,{report_id:e,outcome:t,...n&&{words:n}})}catch(t){throw t instanceof o&&t.code===`conflict`&&(await this.open(e),await this.look()),t}this.opened.delete(e),await this.look()}},U=e({makeTab:()=>G}),W=[[`chatxblock-asked`,M],[`chatxblock-dialog`,t],[`chatxblock-for-you`,z],[`chatxblock-menu`,n],[`chatxblock-report-row`,V]];function G({handlers:e,clock:t,texts:n,text:r,say:i,waiting:a}){for(let[e,t]of W)customElements.get(e)||customElements.define(e,t);let o=document.createElement(`chatxblock-for-you`);return o.list=new P(e),o.reports=new H(e),Object.assign(o,{clock:t,handlers:e,texts:n,text:r,say:i,waiting:a})}export{G as makeTab,O as n,D as r,U as t};
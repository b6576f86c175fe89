import{A as e,B as t,D as n,G as r,H as i,I as a,L as o,O as s,S as c,T as l,W as u,_ as d,b as f,l as p,p as m,u as h,v as g,w as _,y as v}from"./shared-BFICDljv.js";import{r as y,t as b}from"./forms-Cqb4GgXJ.js";import{t as x}from"./page-Cj7RVd_G.js";var S=s` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;width:auto;padding:.75rem 0;color:inherit;list-style:none}.row::-webkit-details-marker{display:none}.row > div{flex:1 1 20rem;min-width:0}.row .button{flex:none}.row:hover .button{border-color:var(--ink)}[open] > .row .button{visibility:hidden}h3 span{display:block}details:not([open]) > .row h3 span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;font-weight:600}form{margin-top:.5rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}form button{margin-top:.5rem}`,C=class extends _{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[d,x,y,S];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new e,this.now=0,this.failure=``,this.busy=!1,new g(this)}render(){let{questions:e,learners:t}=this.asked,{t:r,n:i}=this.texts,a=e[0];if(!a)return n``;let{name:o}=a.asker,s=t>1?i(`{n} learner waits`,`{n} learners wait`,t):n`<bdi translate="no" title=${o}>${o}</bdi>`;return n`<details ?open=${this.text.value!==``}>
 <summary class="row">
 <div>
 <h3 id="question" tabindex="-1"><span class="words" dir="auto">${a.question}</span></h3>
 <p class="small quiet">${s} · ${new f(this.texts).ago(Date.parse(a.left_at),this.now)}${a.context.title?n` · <bdi>${a.context.title}</bdi>`:l}</p>
 </div>
 <span class="button">${r(`Answer`)}</span>
 </summary>
 <div class="whole">${e.length>1?this.renderChoice(e):this.renderWho(a,`question`)} ${this.renderForm()}</div>
 </details>`}renderChoice(e){let{t}=this.texts;return n`<fieldset>
 <legend class="small">${t(`Your answer is for:`)}</legend>
 ${m(e,({call_id:e})=>e,e=>n`<div class="check">
 <input
 type="checkbox"
 id=${`to-${e.call_id}`}
 .checked=${!this.left.has(e.call_id)}
 ?disabled=${this.busy}
 @change=${t=>this.choose(e.call_id,w(t))}
 />
 <div>
 <label class="words" id=${`asked-${e.call_id}`} for=${`to-${e.call_id}`} dir="auto">${e.question}</label>
 ${this.renderWho(e,`asked-${e.call_id}`)}
 </div>
 </div>`)}
 </fieldset>`}renderWho({asker:e,context:t,left_at:r,window_url:i,transcript_url:a},o){let{t:s}=this.texts,u=c(t.url),d=t.title||u,p=u?n`<a href=${u} target="_blank" rel="noopener">${d}</a>`:d;return n`<p class="small quiet">
 <bdi translate="no" title=${e.name}>${e.name}</bdi> · ${new f(this.texts).ago(Date.parse(r),this.now)}${d?n` · <bdi>${p}</bdi>`:l} ·
 <a href=${i} target="_blank" rel="noopener">${s(`Read what was said`)}</a>
 </p>
 <div class="small">${b(this.texts,a,o)}</div>`}renderForm(){let{t:e,n:t}=this.texts,r=this.chosen.length;return n`<form @submit=${this.submit}>
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
 <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${e=>this.publish=w(e)} />
 <div>
 <label for="publish">${e(`Publish for everybody`)}</label>
 <p class="small quiet">${e(`Without names. Whoever has this question finds it before asking.`)}</p>
 </div>
 </div>
 <button class="primary" ?disabled=${this.busy}>${r>1?t(`Answer {n} question`,`Answer {n} questions`,r):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,n=o(this.text.value);this.busy||(this.failure=a(n)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(n))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=v(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function w(e){return e.target.checked}var T=class{handlers;changed=new r;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=E(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:D(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n}){try{await this.handlers.post(e,{resource_id:t,rev:n})}catch(e){throw e instanceof u&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof u))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function E(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:D(e)}))}function D(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var O=s` .page{max-width:64rem}.news{color:var(--good);font-weight:600}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.card{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;align-items:center;padding:.75rem 0}.card > *{grid-column:1 / -1}.card:not(.opened) > .actions{grid-column:2;grid-row:1 / span 2}.card:not(.opened) > .head{grid-column:1;grid-row:1 / span 2}.text{margin:.5rem 0;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}@media (max-width:30rem){.card{display:block}.card > .actions{margin-top:.5rem}}`,k=class extends _{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[d,x,O];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new e,new g(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:t,review:r,reports:i,missing:a}=this.list,o=c(this.published);return n`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&o?n` <a href=${o} target="_blank" rel="noopener">${e(`Read it`)}</a>`:l}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${t.length===0?n`<p class="quiet">${e(`No question waits for you.`)}</p>`:n`<ul>
 ${m(t,({key:e})=>e,e=>n`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):l} ${i?this.renderReports(i):l}
 ${a?n`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:l}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:e}=this.texts,t=[[c(this.helperPageUrl),e(`Helping others`)],[c(this.historyUrl),e(`Your questions and talks`)]].filter(([e])=>e);return t.length>0?n`<footer class="small">${t.map(([e,t])=>n`<p><a href=${e}>${t}</a></p>`)}</footer>`:l}renderAsked(e){return n`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t}=this.texts;return n`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 ${e.length===0?n`<p class="quiet">${t(`Nothing waits for a look.`)}</p>`:l}
 <ul>
 ${e.map(e=>n`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):l}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t}=this.texts;return n`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 ${e.length===0?n`<p class="quiet">${t(`Nobody has found anything wrong.`)}</p>`:l}
 <ul>
 ${e.map(e=>n`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.ago(e.at)}</p>
 <blockquote class="words" dir="auto">${e.reason}</blockquote>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.url):this.renderTalk(e)}
 </li>`)}
 </ul>
 </section>`}renderTalk(e){let{t}=this.texts,{report_id:r,url:i}=e;return n`<p class="error small" role="alert">${this.failures.get(r)??``}</p>
 <div class="actions">
 <button ?disabled=${this.busy.has(r)} @click=${()=>void this.attempt(r,()=>this.list.settle(e))}>${t(`I have looked at it`)}</button>
 ${this.renderLink(i,t(`Open it`))}
 </div>`}renderResource(e,t){let{t:r}=this.texts,i=this.list.opened.get(e),a=this.busy.has(e);return n`${i?n`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:l}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,a):n`<button ?disabled=${a} @click=${()=>void this.open(e)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(t,r(`Open it`))}
 </div>`}renderJudgements(e,t){let{t:r}=this.texts,i=(r,i,a=!1)=>n`<button class=${a?`primary`:``} ?disabled=${t} @click=${()=>void this.judge(r,e)}>${i}</button>`,a=e.state===`review`;return n`${a?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${e.state===`hidden`?l:i(`resource_hide`,r(`Hide it`))}`}renderLink(e,t){let r=c(e);return r?n`<a href=${r} target="_blank" rel="noopener">${t}</a>`:l}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new f(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,v(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function A(n,r){let[a,o]=t(n),s=new h(i(`localStorage`),n.person),c=document.createElement(`chatxblock-staff-list`);c.list=new T(a,n),c.texts=new e(n.texts,n.language),c.clock=o,c.helperPageUrl=n.helper_page_url,c.historyUrl=n.history_url,c.text=e=>new p(s,e),r.replaceChildren(c)}customElements.define(`chatxblock-asked`,C),customElements.define(`chatxblock-staff-list`,k);var j=document.querySelector(`main`),M=document.getElementById(`chatxblock-data`)?.textContent;j&&M&&A(JSON.parse(M),j);
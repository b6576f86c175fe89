import{A as e,D as t,F as n,I as r,O as i,S as a,T as o,U as s,V as c,W as l,_ as u,b as d,l as f,p,u as m,v as h,w as g,y as _,z as v}from"./shared-CfyTc1ed.js";import{r as y,t as b}from"./forms-CkFZgK7T.js";import{t as x}from"./page-CxXkHt_9.js";var S=i` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;width:auto;padding:.75rem 0;color:inherit;list-style:none}.row::-webkit-details-marker{display:none}.row > div{flex:1 1 20rem;min-width:0}.row .button{flex:none}.row:hover .button{border-color:var(--ink)}[open] > .row .button{visibility:hidden}h3 span{display:block}details:not([open]) > .row h3 span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;font-weight:600}form{margin-top:.5rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}form button{margin-top:.5rem}`,C=class extends g{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[u,x,y,S];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new e,this.now=0,this.failure=``,this.busy=!1,new h(this)}render(){let{questions:e,learners:n}=this.asked,{t:r,n:i}=this.texts,a=e[0];if(!a)return t``;let{name:s}=a.asker,c=n>1?i(`{n} learner waits`,`{n} learners wait`,n):t`<bdi translate="no" title=${s}>${s}</bdi>`;return t`<details ?open=${this.text.value!==``}>
 <summary class="row">
 <div>
 <h3 id="question" tabindex="-1"><span class="words" dir="auto">${a.question}</span></h3>
 <p class="small quiet">${c} · ${new d(this.texts).ago(Date.parse(a.left_at),this.now)}${a.context.title?t` · <bdi>${a.context.title}</bdi>`:o}</p>
 </div>
 <span class="button">${r(`Answer`)}</span>
 </summary>
 <div class="whole">${e.length>1?this.renderChoice(e):this.renderWho(a,`question`)} ${this.renderForm()}</div>
 </details>`}renderChoice(e){let{t:n}=this.texts;return t`<fieldset>
 <legend class="small">${n(`Your answer is for:`)}</legend>
 ${p(e,({call_id:e})=>e,e=>t`<div class="check">
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
 </fieldset>`}renderWho({asker:e,context:n,left_at:r,window_url:i,transcript_url:s},c){let{t:l}=this.texts,u=a(n.url),f=n.title||u,p=u?t`<a href=${u} target="_blank" rel="noopener">${f}</a>`:f;return t`<p class="small quiet">
 <bdi translate="no" title=${e.name}>${e.name}</bdi> · ${new d(this.texts).ago(Date.parse(r),this.now)}${f?t` · <bdi>${p}</bdi>`:o} ·
 <a href=${i} target="_blank" rel="noopener">${l(`Read what was said`)}</a>
 </p>
 <div class="small">${b(this.texts,s,c)}</div>`}renderForm(){let{t:e,n}=this.texts,r=this.chosen.length;return t`<form @submit=${this.submit}>
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
 <button class="primary" ?disabled=${this.busy}>${r>1?n(`Answer {n} question`,`Answer {n} questions`,r):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,i=r(this.text.value);this.busy||(this.failure=n(i)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(i))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=_(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function w(e){return e.target.checked}var T=class{handlers;changed=new l;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=E(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:D(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n}){try{await this.handlers.post(e,{resource_id:t,rev:n})}catch(e){throw e instanceof s&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof s))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function E(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:D(e)}))}function D(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var O=i` .page{max-width:64rem}.news{color:var(--good);font-weight:600}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.card{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;align-items:center;padding:.75rem 0}.card > *{grid-column:1 / -1}.card:not(.opened) > .actions{grid-column:2;grid-row:1 / span 2}.card:not(.opened) > .head{grid-column:1;grid-row:1 / span 2}.text{margin:.5rem 0;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}@media (max-width:30rem){.card{display:block}.card > .actions{margin-top:.5rem}}`,k=class extends g{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[u,x,O];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new e,new h(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:n,review:r,reports:i,missing:s}=this.list,c=a(this.published);return t`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&c?t` <a href=${c} target="_blank" rel="noopener">${e(`Read it`)}</a>`:o}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${n.length===0?t`<p class="quiet">${e(`No question waits for you.`)}</p>`:t`<ul>
 ${p(n,({key:e})=>e,e=>t`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):o} ${i?this.renderReports(i):o}
 ${s?t`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:o}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:e}=this.texts,n=[[a(this.helperPageUrl),e(`Helping others`)],[a(this.historyUrl),e(`Your questions and talks`)]].filter(([e])=>e);return n.length>0?t`<footer class="small">${n.map(([e,n])=>t`<p><a href=${e}>${n}</a></p>`)}</footer>`:o}renderAsked(e){return t`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t:n}=this.texts;return t`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${n(`Resources to look at`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nothing waits for a look.`)}</p>`:o}
 <ul>
 ${e.map(e=>t`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):o}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t:n}=this.texts;return t`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${n(`Reports`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nobody has found anything wrong.`)}</p>`:o}
 <ul>
 ${e.map(e=>t`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.ago(e.at)}</p>
 <blockquote class="words" dir="auto">${e.reason}</blockquote>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.url):this.renderTalk(e)}
 </li>`)}
 </ul>
 </section>`}renderTalk(e){let{t:n}=this.texts,{report_id:r,url:i}=e;return t`<p class="error small" role="alert">${this.failures.get(r)??``}</p>
 <div class="actions">
 <button ?disabled=${this.busy.has(r)} @click=${()=>void this.attempt(r,()=>this.list.settle(e))}>${n(`I have looked at it`)}</button>
 ${this.renderLink(i,n(`Open it`))}
 </div>`}renderResource(e,n){let{t:r}=this.texts,i=this.list.opened.get(e),a=this.busy.has(e);return t`${i?t`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:o}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,a):t`<button ?disabled=${a} @click=${()=>void this.open(e)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(n,r(`Open it`))}
 </div>`}renderJudgements(e,n){let{t:r}=this.texts,i=(r,i,a=!1)=>t`<button class=${a?`primary`:``} ?disabled=${n} @click=${()=>void this.judge(r,e)}>${i}</button>`,a=e.state===`review`;return t`${a?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${e.state===`hidden`?o:i(`resource_hide`,r(`Hide it`))}`}renderLink(e,n){let r=a(e);return r?t`<a href=${r} target="_blank" rel="noopener">${n}</a>`:o}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new d(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,_(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function A(t,n){let[r,i]=v(t),a=new m(c(`localStorage`),t.person),o=document.createElement(`chatxblock-staff-list`);o.list=new T(r,t),o.texts=new e(t.texts,t.language),o.clock=i,o.helperPageUrl=t.helper_page_url,o.historyUrl=t.history_url,o.text=e=>new f(a,e),n.replaceChildren(o)}customElements.define(`chatxblock-asked`,C),customElements.define(`chatxblock-staff-list`,k);var j=document.querySelector(`main`),M=document.getElementById(`chatxblock-data`)?.textContent;j&&M&&A(JSON.parse(M),j);
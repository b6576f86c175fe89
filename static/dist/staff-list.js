import{A as e,C as t,D as n,F as r,M as i,O as a,P as o,S as s,T as c,b as l,c as u,d,g as f,h as p,l as m,m as h,p as g,v as _,y as v}from"./shared-BDO7sRmJ.js";var y=t` :host{display:block;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}h3{font-size:1.0625rem;line-height:1.4;max-height:12rem;overflow:auto}h3:focus{outline:none}fieldset{min-width:0;margin:.75rem 0 0;padding:0;border:0}legend{padding:0;font-weight:600}.check{display:flex;gap:.625rem;align-items:start;padding:.375rem 0}.check > div{min-width:0;overflow-wrap:anywhere}.check input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;padding:0;accent-color:var(--accent)}form{margin-top:.75rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}form button{margin-top:.5rem}@media (max-width:30rem){:host{padding:1rem}}`,b=class extends v{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[g,y];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new c,this.now=0,this.failure=``,this.busy=!1,new h(this)}render(){let{questions:e,learners:t}=this.asked,{n}=this.texts,r=e[0];return r?s`<article aria-labelledby="question">
 <h3 id="question" class="words" dir="auto" tabindex="-1">${r.question}</h3>
 <p class="small quiet">${n(`{n} learner waits for an answer.`,`{n} learners wait for an answer.`,t)}</p>
 ${e.length>1?this.renderChoice(e):this.renderWho(r)} ${this.renderForm()}
 </article>`:s``}renderChoice(e){let{t}=this.texts;return s`<fieldset>
 <legend class="small">${t(`Your answer is for:`)}</legend>
 ${d(e,({call_id:e})=>e,e=>s`<div class="check">
 <input
 type="checkbox"
 id=${`to-${e.call_id}`}
 .checked=${!this.left.has(e.call_id)}
 ?disabled=${this.busy}
 @change=${t=>this.choose(e.call_id,x(t))}
 />
 <div>
 <label class="words" for=${`to-${e.call_id}`} dir="auto">${e.question}</label>
 ${this.renderWho(e)}
 </div>
 </div>`)}
 </fieldset>`}renderWho({asker:e,context:t,left_at:n,window_url:r}){let{t:i}=this.texts,a=_(t.url),o=t.title||a,c=a?s`<a href=${a} target="_blank" rel="noopener">${o}</a>`:o;return s`<p class="small quiet">
 <bdi>${e.name}</bdi> · ${new f(this.texts).ago(Date.parse(n),this.now)}${o?s` · <bdi>${c}</bdi>`:l} ·
 <a href=${r} target="_blank" rel="noopener">${i(`Read what was said`)}</a>
 </p>`}renderForm(){let{t:e,n:t}=this.texts,n=this.chosen.length;return s`<form @submit=${this.submit}>
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
 <p class="error small" id="failure" role="alert" dir="auto">${this.failure}</p>
 <div class="check">
 <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${e=>this.publish=x(e)} />
 <div>
 <label for="publish">${e(`Publish for everybody`)}</label>
 <p class="small quiet">${e(`Without names. Whoever has this question finds it before asking.`)}</p>
 </div>
 </div>
 <button class="primary" ?disabled=${this.busy}>${n>1?t(`Answer {n} question`,`Answer {n} questions`,n):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,r=a(this.text.value);this.busy||(this.failure=n(r)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(r))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=p(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function x(e){return e.target.checked}var S=class{handlers;changed=new r;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=C(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:w(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n}){try{await this.handlers.post(e,{resource_id:t,rev:n})}catch(e){throw e instanceof o&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof o))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function C(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:w(e)}))}function w(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var T=t` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.25rem;line-height:1.3}h1:focus,h2:focus{outline:none}li + li{margin-top:1rem}.card{padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);overflow-wrap:anywhere}h3{font-size:1.0625rem;line-height:1.4}blockquote{margin:.5rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}.text{margin-top:.75rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}.actions{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-top:.75rem}.news{margin-top:.5rem;color:var(--good);font-weight:600}.news:empty{margin:0}footer{margin-top:2rem}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}.card{padding:1rem}}`,E=class extends v{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[g,T];helperPageUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new c,new h(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:t,review:n,reports:r,missing:i}=this.list,a=_(this.helperPageUrl),o=_(this.published);return s`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status" dir="auto">${this.news}${this.news&&o?s` <a href=${o} target="_blank" rel="noopener">${e(`Read it`)}</a>`:l}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${t.length===0?s`<p class="quiet">${e(`No question waits for you.`)}</p>`:s`<ul>
 ${d(t,({key:e})=>e,e=>s`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${n?this.renderReview(n):l} ${r?this.renderReports(r):l}
 ${i?s`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:l}
 ${a?s`<footer class="small"><a href=${a}>${e(`Helping others`)}</a></footer>`:l}
 </div>`}renderAsked(e){return s`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t}=this.texts;return s`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 ${e.length===0?s`<p class="quiet">${t(`Nothing waits for a look.`)}</p>`:l}
 <ul>
 ${e.map(e=>s`<li class="card">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):l}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t}=this.texts;return s`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 ${e.length===0?s`<p class="quiet">${t(`Nobody has found anything wrong.`)}</p>`:l}
 <ul>
 ${e.map(e=>s`<li class="card">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.ago(e.at)}</p>
 <blockquote class="words" dir="auto">${e.reason}</blockquote>
 ${e.resource_id?this.renderResource(e.resource_id,e.url):this.renderTalk(e)}
 </li>`)}
 </ul>
 </section>`}renderTalk(e){let{t}=this.texts,{report_id:n,url:r}=e;return s`<p class="error small" role="alert" dir="auto">${this.failures.get(n)??``}</p>
 <div class="actions">
 <button ?disabled=${this.busy.has(n)} @click=${()=>void this.attempt(n,()=>this.list.settle(e))}>${t(`I have looked at it`)}</button>
 ${this.renderLink(r,t(`Open it`))}
 </div>`}renderResource(e,t){let{t:n}=this.texts,r=this.list.opened.get(e),i=this.busy.has(e);return s`${r?s`<div class="text" tabindex="0" role="group" aria-label=${n(`Its text`)}>
 <p class="words" dir="auto"><strong>${r.answer}</strong></p>
 <p class="words" dir="auto">${r.body}</p>
 </div>`:l}
 <p class="error small" role="alert" dir="auto">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${r?this.renderJudgements(r,i):s`<button ?disabled=${i} @click=${()=>void this.open(e)}>${n(`Look at it`)}</button>`}
 ${this.renderLink(t,n(`Open it`))}
 </div>`}renderJudgements(e,t){let{t:n}=this.texts,r=(n,r,i=!1)=>s`<button class=${i?`primary`:``} ?disabled=${t} @click=${()=>void this.judge(n,e)}>${r}</button>`,i=e.state===`review`;return s`${i?r(`resource_publish`,n(`Publish`),!0):r(`resource_verify`,n(`It is right`),!0)}
 ${e.state===`hidden`?l:r(`resource_hide`,n(`Hide it`))}`}renderLink(e,t){let n=_(e);return n?s`<a href=${n} target="_blank" rel="noopener">${t}</a>`:l}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new f(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,p(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function D(t,n){let[r,a]=e(t),o=new m(i(`localStorage`),t.person),s=document.createElement(`chatxblock-staff-list`);s.list=new S(r,t),s.texts=new c(t.texts,t.language),s.clock=a,s.helperPageUrl=t.helper_page_url,s.text=e=>new u(o,e),n.replaceChildren(s)}customElements.define(`chatxblock-asked`,b),customElements.define(`chatxblock-staff-list`,E);var O=document.querySelector(`main`),k=document.getElementById(`chatxblock-data`)?.textContent;O&&k&&D(JSON.parse(k),O);
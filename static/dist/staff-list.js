import{C as e,E as t,H as n,L as r,N as i,O as a,P as o,S as s,T as c,V as l,_ as u,b as d,c as f,d as p,g as m,h,l as g,p as _,v,z as y}from"./shared-MLGPKzRo.js";import{r as b,t as x}from"./forms-CPVQuguV.js";var S=t` :host{display:block;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}h3{font-size:1.0625rem;line-height:1.4}h3 span{display:block;max-height:12rem;overflow:auto}h3:focus{outline:none}fieldset{min-width:0;margin:.75rem 0 0;padding:0;border:0}legend{padding:0;font-weight:600}.check{display:flex;gap:.625rem;align-items:start;padding:.375rem 0}.check > div{min-width:0;overflow-wrap:anywhere}.check input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;padding:0;accent-color:var(--accent)}form{margin-top:.75rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}form button{margin-top:.5rem}@media (max-width:30rem){:host{padding:1rem}}`,C=class extends s{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[h,b,S];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new a,this.now=0,this.failure=``,this.busy=!1,new m(this)}render(){let{questions:e,learners:t}=this.asked,{n}=this.texts,r=e[0];return r?c`<article aria-labelledby="question">
 <h3 id="question" tabindex="-1"><span class="words" dir="auto" ${p()}>${r.question}</span></h3>
 <p class="small quiet">${n(`{n} learner waits for an answer.`,`{n} learners wait for an answer.`,t)}</p>
 ${e.length>1?this.renderChoice(e):this.renderWho(r,`question`)} ${this.renderForm()}
 </article>`:c``}renderChoice(e){let{t}=this.texts;return c`<fieldset>
 <legend class="small">${t(`Your answer is for:`)}</legend>
 ${_(e,({call_id:e})=>e,e=>c`<div class="check">
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
 </fieldset>`}renderWho({asker:t,context:n,left_at:r,window_url:i,transcript_url:a},o){let{t:s}=this.texts,l=d(n.url),u=n.title||l,f=l?c`<a href=${l} target="_blank" rel="noopener">${u}</a>`:u;return c`<p class="small quiet">
 <bdi translate="no" title=${t.name}>${t.name}</bdi> · ${new v(this.texts).ago(Date.parse(r),this.now)}${u?c` · <bdi>${f}</bdi>`:e} ·
 <a href=${i} target="_blank" rel="noopener">${s(`Read what was said`)}</a>
 </p>
 <div class="small">${x(this.texts,a,o)}</div>`}renderForm(){let{t:e,n:t}=this.texts,n=this.chosen.length;return c`<form @submit=${this.submit}>
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
 <button class="primary" ?disabled=${this.busy}>${n>1?t(`Answer {n} question`,`Answer {n} questions`,n):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,n=o(this.text.value);this.busy||(this.failure=i(n)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(n))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=u(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function w(e){return e.target.checked}var T=class{handlers;changed=new n;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=E(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:D(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n}){try{await this.handlers.post(e,{resource_id:t,rev:n})}catch(e){throw e instanceof l&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof l))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function E(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:D(e)}))}function D(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var O=t` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.25rem;line-height:1.3}h1:focus,h2:focus{outline:none}li + li{margin-top:1rem}.card{padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);overflow-wrap:anywhere}h3{font-size:1.0625rem;line-height:1.4}blockquote{margin:.5rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}.text{margin-top:.75rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}.actions{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-top:.75rem}.news{margin-top:.5rem;color:var(--good);font-weight:600}.news:empty{margin:0}footer{margin-top:2rem}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}.card{padding:1rem}}`,k=class extends s{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[h,O];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new a,new m(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t}=this.texts,{asked:n,review:r,reports:i,missing:a}=this.list,o=d(this.published);return c`<div class="page">
 <h1 tabindex="-1">${t(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&o?c` <a href=${o} target="_blank" rel="noopener">${t(`Read it`)}</a>`:e}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${t(`Questions that nobody answered`)}</h2>
 ${n.length===0?c`<p class="quiet">${t(`No question waits for you.`)}</p>`:c`<ul>
 ${_(n,({key:e})=>e,e=>c`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):e} ${i?this.renderReports(i):e}
 ${a?c`<p class="error" role="alert">
 ${t(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${t(`Try again`)}</button>
 </p>`:e}
 ${this.renderWays()}
 </div>`}renderWays(){let{t}=this.texts,n=[[d(this.helperPageUrl),t(`Helping others`)],[d(this.historyUrl),t(`Questions and talks, yours and those of others in this course`)]].filter(([e])=>e);return n.length>0?c`<footer class="small">${n.map(([e,t])=>c`<p><a href=${e}>${t}</a></p>`)}</footer>`:e}renderAsked(e){return c`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(t){let{t:n}=this.texts;return c`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${n(`Resources to look at`)}</h2>
 ${t.length===0?c`<p class="quiet">${n(`Nothing waits for a look.`)}</p>`:e}
 <ul>
 ${t.map(t=>c`<li class="card">
 <h3 class="words" dir="auto">${t.title}</h3>
 <p class="small quiet">${this.why(t)} · ${this.ago(t.at)}</p>
 ${t.resource_id?this.renderResource(t.resource_id,t.edit_url):e}
 </li>`)}
 </ul>
 </section>`}renderReports(t){let{t:n}=this.texts;return c`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${n(`Reports`)}</h2>
 ${t.length===0?c`<p class="quiet">${n(`Nobody has found anything wrong.`)}</p>`:e}
 <ul>
 ${t.map(e=>c`<li class="card">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.ago(e.at)}</p>
 <blockquote class="words" dir="auto">${e.reason}</blockquote>
 ${e.resource_id?this.renderResource(e.resource_id,e.url):this.renderTalk(e)}
 </li>`)}
 </ul>
 </section>`}renderTalk(e){let{t}=this.texts,{report_id:n,url:r}=e;return c`<p class="error small" role="alert">${this.failures.get(n)??``}</p>
 <div class="actions">
 <button ?disabled=${this.busy.has(n)} @click=${()=>void this.attempt(n,()=>this.list.settle(e))}>${t(`I have looked at it`)}</button>
 ${this.renderLink(r,t(`Open it`))}
 </div>`}renderResource(t,n){let{t:r}=this.texts,i=this.list.opened.get(t),a=this.busy.has(t);return c`${i?c`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:e}
 <p class="error small" role="alert">${this.failures.get(t)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,a):c`<button ?disabled=${a} @click=${()=>void this.open(t)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(n,r(`Open it`))}
 </div>`}renderJudgements(t,n){let{t:r}=this.texts,i=(e,r,i=!1)=>c`<button class=${i?`primary`:``} ?disabled=${n} @click=${()=>void this.judge(e,t)}>${r}</button>`,a=t.state===`review`;return c`${a?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${t.state===`hidden`?e:i(`resource_hide`,r(`Hide it`))}`}renderLink(t,n){let r=d(t);return r?c`<a href=${r} target="_blank" rel="noopener">${n}</a>`:e}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new v(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,u(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function A(e,t){let[n,i]=r(e),o=new g(y(`localStorage`),e.person),s=document.createElement(`chatxblock-staff-list`);s.list=new T(n,e),s.texts=new a(e.texts,e.language),s.clock=i,s.helperPageUrl=e.helper_page_url,s.historyUrl=e.history_url,s.text=e=>new f(o,e),t.replaceChildren(s)}customElements.define(`chatxblock-asked`,C),customElements.define(`chatxblock-staff-list`,k);var j=document.querySelector(`main`),M=document.getElementById(`chatxblock-data`)?.textContent;j&&M&&A(JSON.parse(M),j);
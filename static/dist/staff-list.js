import{A as e,C as t,E as n,I as r,L as i,M as a,P as o,_ as s,b as c,c as l,d as u,f as d,g as f,h as p,k as m,l as h,m as g,w as _,x as v,y}from"./shared-y4l53BiX.js";var b=_` :host{display:block;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}h3{font-size:1.0625rem;line-height:1.4}h3 span{display:block;max-height:12rem;overflow:auto}h3:focus{outline:none}fieldset{min-width:0;margin:.75rem 0 0;padding:0;border:0}legend{padding:0;font-weight:600}.check{display:flex;gap:.625rem;align-items:start;padding:.375rem 0}.check > div{min-width:0;overflow-wrap:anywhere}.check input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;padding:0;accent-color:var(--accent)}form{margin-top:.75rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}form button{margin-top:.5rem}@media (max-width:30rem){:host{padding:1rem}}`,x=class extends c{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[g,b];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new n,this.now=0,this.failure=``,this.busy=!1,new p(this)}render(){let{questions:e,learners:n}=this.asked,{n:r}=this.texts,i=e[0];return i?t`<article aria-labelledby="question">
 <h3 id="question" tabindex="-1"><span class="words" dir="auto" ${u()}>${i.question}</span></h3>
 <p class="small quiet">${r(`{n} learner waits for an answer.`,`{n} learners wait for an answer.`,n)}</p>
 ${e.length>1?this.renderChoice(e):this.renderWho(i)} ${this.renderForm()}
 </article>`:t``}renderChoice(e){let{t:n}=this.texts;return t`<fieldset>
 <legend class="small">${n(`Your answer is for:`)}</legend>
 ${d(e,({call_id:e})=>e,e=>t`<div class="check">
 <input
 type="checkbox"
 id=${`to-${e.call_id}`}
 .checked=${!this.left.has(e.call_id)}
 ?disabled=${this.busy}
 @change=${t=>this.choose(e.call_id,S(t))}
 />
 <div>
 <label class="words" for=${`to-${e.call_id}`} dir="auto">${e.question}</label>
 ${this.renderWho(e)}
 </div>
 </div>`)}
 </fieldset>`}renderWho({asker:e,context:n,left_at:r,window_url:i}){let{t:a}=this.texts,o=y(n.url),c=n.title||o,l=o?t`<a href=${o} target="_blank" rel="noopener">${c}</a>`:c;return t`<p class="small quiet">
 <bdi>${e.name}</bdi> · ${new s(this.texts).ago(Date.parse(r),this.now)}${c?t` · <bdi>${l}</bdi>`:v} ·
 <a href=${i} target="_blank" rel="noopener">${a(`Read what was said`)}</a>
 </p>`}renderForm(){let{t:e,n}=this.texts,r=this.chosen.length;return t`<form @submit=${this.submit}>
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
 <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${e=>this.publish=S(e)} />
 <div>
 <label for="publish">${e(`Publish for everybody`)}</label>
 <p class="small quiet">${e(`Without names. Whoever has this question finds it before asking.`)}</p>
 </div>
 </div>
 <button class="primary" ?disabled=${this.busy}>${r>1?n(`Answer {n} question`,`Answer {n} questions`,r):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=t=>{t.preventDefault();let{t:n}=this.texts,r=e(this.text.value);this.busy||(this.failure=m(r)?this.chosen.length===0?n(`Choose a question that it is for.`):``:n(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(r))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=f(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function S(e){return e.target.checked}var C=class{handlers;changed=new i;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=w(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:T(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n}){try{await this.handlers.post(e,{resource_id:t,rev:n})}catch(e){throw e instanceof r&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof r))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function w(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:T(e)}))}function T(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var E=_` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.25rem;line-height:1.3}h1:focus,h2:focus{outline:none}li + li{margin-top:1rem}.card{padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);overflow-wrap:anywhere}h3{font-size:1.0625rem;line-height:1.4}blockquote{margin:.5rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}.text{margin-top:.75rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}.actions{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-top:.75rem}.news{margin-top:.5rem;color:var(--good);font-weight:600}.news:empty{margin:0}footer{margin-top:2rem}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}.card{padding:1rem}}`,D=class extends c{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[g,E];helperPageUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new n,new p(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:n,review:r,reports:i,missing:a}=this.list,o=y(this.helperPageUrl),s=y(this.published);return t`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status" dir="auto">${this.news}${this.news&&s?t` <a href=${s} target="_blank" rel="noopener">${e(`Read it`)}</a>`:v}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${n.length===0?t`<p class="quiet">${e(`No question waits for you.`)}</p>`:t`<ul>
 ${d(n,({key:e})=>e,e=>t`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):v} ${i?this.renderReports(i):v}
 ${a?t`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:v}
 ${o?t`<footer class="small"><a href=${o}>${e(`Helping others`)}</a></footer>`:v}
 </div>`}renderAsked(e){return t`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t:n}=this.texts;return t`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${n(`Resources to look at`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nothing waits for a look.`)}</p>`:v}
 <ul>
 ${e.map(e=>t`<li class="card">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):v}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t:n}=this.texts;return t`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${n(`Reports`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nobody has found anything wrong.`)}</p>`:v}
 <ul>
 ${e.map(e=>t`<li class="card">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.ago(e.at)}</p>
 <blockquote class="words" dir="auto">${e.reason}</blockquote>
 ${e.resource_id?this.renderResource(e.resource_id,e.url):this.renderTalk(e)}
 </li>`)}
 </ul>
 </section>`}renderTalk(e){let{t:n}=this.texts,{report_id:r,url:i}=e;return t`<p class="error small" role="alert" dir="auto">${this.failures.get(r)??``}</p>
 <div class="actions">
 <button ?disabled=${this.busy.has(r)} @click=${()=>void this.attempt(r,()=>this.list.settle(e))}>${n(`I have looked at it`)}</button>
 ${this.renderLink(i,n(`Open it`))}
 </div>`}renderResource(e,n){let{t:r}=this.texts,i=this.list.opened.get(e),a=this.busy.has(e);return t`${i?t`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:v}
 <p class="error small" role="alert" dir="auto">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,a):t`<button ?disabled=${a} @click=${()=>void this.open(e)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(n,r(`Open it`))}
 </div>`}renderJudgements(e,n){let{t:r}=this.texts,i=(r,i,a=!1)=>t`<button class=${a?`primary`:``} ?disabled=${n} @click=${()=>void this.judge(r,e)}>${i}</button>`,a=e.state===`review`;return t`${a?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${e.state===`hidden`?v:i(`resource_hide`,r(`Hide it`))}`}renderLink(e,n){let r=y(e);return r?t`<a href=${r} target="_blank" rel="noopener">${n}</a>`:v}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new s(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,f(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function O(e,t){let[r,i]=a(e),s=new h(o(`localStorage`),e.person),c=document.createElement(`chatxblock-staff-list`);c.list=new C(r,e),c.texts=new n(e.texts,e.language),c.clock=i,c.helperPageUrl=e.helper_page_url,c.text=e=>new l(s,e),t.replaceChildren(c)}customElements.define(`chatxblock-asked`,x),customElements.define(`chatxblock-staff-list`,D);var k=document.querySelector(`main`),A=document.getElementById(`chatxblock-data`)?.textContent;k&&A&&O(JSON.parse(A),k);
import{C as e,E as t,V as n,_ as r,c as i,f as a,g as o,k as s,l as c,v as l,w as u,x as d,y as f,z as p}from"./shared-BTkbIESa.js";import{i as m,n as h,t as g}from"./staff-list-styles-6258Mp6A.js";import{t as _}from"./page-Dc-31usn.js";var v=class extends e{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[o,_,g];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new s,new r(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:n,review:r,reports:i,missing:o}=this.list,s=d(this.published);return t`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&s?t` <a href=${s} target="_blank" rel="noopener">${e(`Read it`)}</a>`:u}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${n.length===0?t`<p class="quiet">${e(`No question waits for you.`)}</p>`:t`<ul>
 ${a(n,({key:e})=>e,e=>t`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):u} ${i?this.renderReports(i):u}
 ${o?t`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:u}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:e}=this.texts,n=[[d(this.helperPageUrl),e(`Helping others`)],[d(this.historyUrl),e(`Your questions and talks`)]].filter(([e])=>e);return n.length>0?t`<footer class="small">${n.map(([e,n])=>t`<p><a href=${e}>${n}</a></p>`)}</footer>`:u}renderAsked(e){return t`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t:n}=this.texts;return t`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${n(`Resources to look at`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nothing waits for a look.`)}</p>`:u}
 <ul>
 ${e.map(e=>t`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):u}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t:n}=this.texts;return t`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${n(`Reports`)}</h2>
 ${e.length===0?t`<p class="quiet">${n(`Nobody has found anything wrong.`)}</p>`:u}
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
 </div>`:u}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,a):t`<button ?disabled=${a} @click=${()=>void this.open(e)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(n,r(`Open it`))}
 </div>`}renderJudgements(e,n){let{t:r}=this.texts,i=(r,i,a=!1)=>t`<button class=${a?`primary`:``} ?disabled=${n} @click=${()=>void this.judge(r,e)}>${i}</button>`,a=e.state===`review`;return t`${a?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${e.state===`hidden`?u:i(`resource_hide`,r(`Hide it`))}`}renderLink(e,n){let r=d(e);return r?t`<a href=${r} target="_blank" rel="noopener">${n}</a>`:u}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new f(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,l(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function y(e,t){let[r,a]=p(e),o=new c(n(`localStorage`),e.person),l=document.createElement(`chatxblock-staff-list`);l.list=new h(r,e),l.texts=new s(e.texts,e.language),l.clock=a,l.helperPageUrl=e.helper_page_url,l.historyUrl=e.history_url,l.text=e=>new i(o,e),t.replaceChildren(l)}customElements.define(`chatxblock-asked`,m),customElements.define(`chatxblock-staff-list`,v);var b=document.querySelector(`main`),x=document.getElementById(`chatxblock-data`)?.textContent;b&&x&&y(JSON.parse(x),b);
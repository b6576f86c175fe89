import{C as e,E as t,O as n,T as r,U as i,V as a,b as o,d as s,j as c,m as l,u,v as d,x as f,y as p}from"./shared-xJNdJp2F.js";import{i as m,n as h,t as g}from"./staff-list-styles-D6dSbH9X.js";import{t as _}from"./page-C0upAngO.js";var v=class extends r{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[d,_,g];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new c,new p(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:r}=this.texts,{asked:i,review:a,reports:o,missing:s}=this.list,c=e(this.published);return n`<div class="page">
 <h1 tabindex="-1">${r(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&c?n` <a href=${c} target="_blank" rel="noopener">${r(`Read it`)}</a>`:t}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${r(`Questions that nobody answered`)}</h2>
 ${i.length===0?n`<p class="quiet">${r(`No question waits for you.`)}</p>`:n`<ul>
 ${l(i,({key:e})=>e,e=>n`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${a?this.renderReview(a):t} ${o?this.renderReports(o):t}
 ${s?n`<p class="error" role="alert">
 ${r(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${r(`Try again`)}</button>
 </p>`:t}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:r}=this.texts,i=[[e(this.helperPageUrl),r(`Helping others`)],[e(this.historyUrl),r(`Your questions and talks`)]].filter(([e])=>e);return i.length>0?n`<footer class="small">${i.map(([e,t])=>n`<p><a href=${e}>${t}</a></p>`)}</footer>`:t}renderAsked(e){return n`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t:r}=this.texts;return n`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${r(`Resources to look at`)}</h2>
 ${e.length===0?n`<p class="quiet">${r(`Nothing waits for a look.`)}</p>`:t}
 <ul>
 ${e.map(e=>n`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):t}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t:r}=this.texts;return n`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${r(`Reports`)}</h2>
 ${e.length===0?n`<p class="quiet">${r(`Nobody has found anything wrong.`)}</p>`:t}
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
 </div>`}renderResource(e,r){let{t:i}=this.texts,a=this.list.opened.get(e),o=this.busy.has(e);return n`${a?n`<div class="text" tabindex="0" role="group" aria-label=${i(`Its text`)}>
 <p class="words" dir="auto"><strong>${a.answer}</strong></p>
 <p class="words" dir="auto">${a.body}</p>
 </div>`:t}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${a?this.renderJudgements(a,o):n`<button ?disabled=${o} @click=${()=>void this.open(e)}>${i(`Look at it`)}</button>`}
 ${this.renderLink(r,i(`Open it`))}
 </div>`}renderJudgements(e,r){let{t:i}=this.texts,a=(t,i,a=!1)=>n`<button class=${a?`primary`:``} ?disabled=${r} @click=${()=>void this.judge(t,e)}>${i}</button>`,o=e.state===`review`;return n`${o?a(`resource_publish`,i(`Publish`),!0):a(`resource_verify`,i(`It is right`),!0)}
 ${e.state===`hidden`?t:a(`resource_hide`,i(`Hide it`))}`}renderLink(r,i){let a=e(r);return a?n`<a href=${a} target="_blank" rel="noopener">${i}</a>`:t}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new f(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,o(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function y(e,t){let[n,r]=a(e),o=new s(i(`localStorage`),e.person),l=document.createElement(`chatxblock-staff-list`);l.list=new h(n,e),l.texts=new c(e.texts,e.language),l.clock=r,l.helperPageUrl=e.helper_page_url,l.historyUrl=e.history_url,l.text=e=>new u(o,e),t.replaceChildren(l)}customElements.define(`chatxblock-asked`,m),customElements.define(`chatxblock-staff-list`,v);var b=document.querySelector(`main`),x=document.getElementById(`chatxblock-data`)?.textContent;b&&x&&y(JSON.parse(x),b);
import{A as e,B as t,D as n,H as r,S as i,T as a,_ as o,b as s,l as c,p as l,u,v as d,w as f,y as p}from"./shared-oBBZr5Dp.js";import{i as m,n as h,t as g}from"./staff-list-styles-BMiStzFw.js";import{t as _}from"./page-DFy059bx.js";var v=class extends f{static properties={list:{attribute:!1},texts:{attribute:!1}};static styles=[o,_,g];helperPageUrl=``;historyUrl=``;text;news=``;published=``;failures=new Map;busy=new Set;kept=new Map;stop=()=>void 0;constructor(){super(),this.texts=new e,new d(this)}connectedCallback(){super.connectedCallback(),this.stop=this.list.changed.subscribe(()=>this.requestUpdate()),this.list.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{asked:t,review:r,reports:o,missing:s}=this.list,c=i(this.published);return n`<div class="page">
 <h1 tabindex="-1">${e(`Waiting for the teachers`)}</h1>
 <p class="news" role="status">${this.news}${this.news&&c?n` <a href=${c} target="_blank" rel="noopener">${e(`Read it`)}</a>`:a}</p>
 <section aria-labelledby="asked">
 <h2 id="asked" tabindex="-1">${e(`Questions that nobody answered`)}</h2>
 ${t.length===0?n`<p class="quiet">${e(`No question waits for you.`)}</p>`:n`<ul>
 ${l(t,({key:e})=>e,e=>n`<li>${this.renderAsked(e)}</li>`)}
 </ul>`}
 </section>
 ${r?this.renderReview(r):a} ${o?this.renderReports(o):a}
 ${s?n`<p class="error" role="alert">
 ${e(`A part of this list could not be loaded.`)} <button @click=${()=>void this.list.load()}>${e(`Try again`)}</button>
 </p>`:a}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:e}=this.texts,t=[[i(this.helperPageUrl),e(`Helping others`)],[i(this.historyUrl),e(`Your questions and talks`)]].filter(([e])=>e);return t.length>0?n`<footer class="small">${t.map(([e,t])=>n`<p><a href=${e}>${t}</a></p>`)}</footer>`:a}renderAsked(e){return n`<chatxblock-asked
 .texts=${this.texts}
 .asked=${e}
 .now=${this.clock.now()}
 .text=${this.written(e.key)}
 .answer=${(t,n,r)=>this.answer(e,t,n,r)}
 ></chatxblock-asked>`}renderReview(e){let{t}=this.texts;return n`<section aria-labelledby="review">
 <h2 id="review" tabindex="-1">${t(`Resources to look at`)}</h2>
 ${e.length===0?n`<p class="quiet">${t(`Nothing waits for a look.`)}</p>`:a}
 <ul>
 ${e.map(e=>n`<li class="card ${this.list.opened.has(e.resource_id??``)?`opened`:``}">
 <div class="head">
 <h3 class="words" dir="auto">${e.title}</h3>
 <p class="small quiet">${this.why(e)} · ${this.ago(e.at)}</p>
 </div>
 ${e.resource_id?this.renderResource(e.resource_id,e.edit_url):a}
 </li>`)}
 </ul>
 </section>`}renderReports(e){let{t}=this.texts;return n`<section aria-labelledby="reports">
 <h2 id="reports" tabindex="-1">${t(`Reports`)}</h2>
 ${e.length===0?n`<p class="quiet">${t(`Nobody has found anything wrong.`)}</p>`:a}
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
 </div>`}renderResource(e,t){let{t:r}=this.texts,i=this.list.opened.get(e),o=this.busy.has(e);return n`${i?n`<div class="text" tabindex="0" role="group" aria-label=${r(`Its text`)}>
 <p class="words" dir="auto"><strong>${i.answer}</strong></p>
 <p class="words" dir="auto">${i.body}</p>
 </div>`:a}
 <p class="error small" role="alert">${this.failures.get(e)??``}</p>
 <div class="actions">
 ${i?this.renderJudgements(i,o):n`<button ?disabled=${o} @click=${()=>void this.open(e)}>${r(`Look at it`)}</button>`}
 ${this.renderLink(t,r(`Open it`))}
 </div>`}renderJudgements(e,t){let{t:r}=this.texts,i=(r,i,a=!1)=>n`<button class=${a?`primary`:``} ?disabled=${t} @click=${()=>void this.judge(r,e)}>${i}</button>`,o=e.state===`review`;return n`${o?i(`resource_publish`,r(`Publish`),!0):i(`resource_verify`,r(`It is right`),!0)}
 ${e.state===`hidden`?a:i(`resource_hide`,r(`Hide it`))}`}renderLink(e,t){let r=i(e);return r?n`<a href=${r} target="_blank" rel="noopener">${t}</a>`:a}why({state:e,reports:t}){let{t:n,n:r}=this.texts;return e===`review`?n(`Waits until you have looked at it`):t>0?r(`Hidden: {n} person found something wrong`,`Hidden: {n} people found something wrong`,t):n(`Hidden`)}ago(e){return new s(this.texts).ago(Date.parse(e),this.clock.now())}written(e){let t=this.kept.get(e)??this.text(`together:${e}`);return this.kept.set(e,t),t}async answer(e,t,n,r){let{t:i,n:a}=this.texts,o=await this.list.answer(e,t,n,r),s=o.passed_over?.length??0,c=[a(`{n} question is answered.`,`{n} questions are answered.`,t.length-s)];return s&&c.push(a(`{n} had an answer of somebody else's already.`,`{n} had an answer of somebody else's already.`,s)),o.resource&&c.push(i(`Everybody can read it.`)),this.published=o.resource?.url??``,this.say(c.join(` `)),o}open(e){return this.attempt(e,()=>this.list.open(e))}judge(e,t){let{t:n}=this.texts,r={resource_publish:n(`Everybody can read it.`),resource_hide:n(`Nobody but you and its authors can read it now.`),resource_verify:n(`It says that a teacher has looked.`)};return this.attempt(t.resource_id,async()=>{await this.list.judge(e,t),this.published=``,this.say(r[e])})}async attempt(e,t){this.busy.add(e),this.failures.delete(e),this.requestUpdate();try{await t()}catch(t){this.failures.set(e,p(this.texts.t,t))}finally{this.busy.delete(e),this.requestUpdate()}}say(e){this.news=e,this.requestUpdate()}};function y(n,i){let[a,o]=t(n),s=new u(r(`localStorage`),n.person),l=document.createElement(`chatxblock-staff-list`);l.list=new h(a,n),l.texts=new e(n.texts,n.language),l.clock=o,l.helperPageUrl=n.helper_page_url,l.historyUrl=n.history_url,l.text=e=>new c(s,e),i.replaceChildren(l)}customElements.define(`chatxblock-asked`,m),customElements.define(`chatxblock-staff-list`,v);var b=document.querySelector(`main`),x=document.getElementById(`chatxblock-data`)?.textContent;b&&x&&y(JSON.parse(x),b);
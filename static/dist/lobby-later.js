import{B as e,C as t,E as n,O as r,S as i,T as a,_ as o,b as s,d as c,f as l,g as u,h as d,k as f,m as p,n as m,p as h,v as g}from"./shared-HMhhcmbs.js";var _=class extends i{static properties={texts:{attribute:!1},answers:{attribute:!1},thanked:{state:!0}};static styles=[d,n` :host{display:block}section:focus{outline:none}article{margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);max-height:6rem;overflow:auto}.answer{max-height:12rem;overflow:auto}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}@media (max-width:37.5rem){article{padding-inline:1rem}}`];failures=new Map;busy=new Set;done=new Set;stop;constructor(){super(),this.texts=new r,this.answers=[],this.thanked=!1,new u(this)}connectedCallback(){super.connectedCallback(),p(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let{t:e}=this.texts,n=[...this.thanked?[e(`Thank you. Others find it more easily now.`)]:[],...this.answers.map(e=>this.heading(e))];return a`<p class="hidden" role="status">${n.join(` `)}</p>
 ${this.answers.length===0?t:a`<section aria-label=${e(`Answers to what you wanted to know`)} tabindex="-1">
 ${h(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 </section>`}`}renderAnswer(e){let{t:n}=this.texts,{call_id:r,title:i,question:o}=e,l=s(e.url),u=this.busy.has(r);return a`<article>
 <h2>${this.heading(e)}</h2>
 ${o.trim()===i.trim()?t:a`<blockquote class="words small quiet" dir="auto" ${c()}>${o}</blockquote>`}
 ${e.answer?a`<div class="words answer" dir="auto" ${c()}>${e.answer}</div>`:t}
 <p class="error small" role="alert">${this.failures.get(r)??``}</p>
 <div class="below">
 <button ?disabled=${u} @click=${()=>void this.act(e,!0)}>${n(`It helped`)}</button>
 ${l?a`<a href=${l} target="_blank" rel="noopener">${n(`Read it`)}</a>`:t}
 <button class="plain" ?disabled=${u} @click=${()=>void this.act(e,!1)}>${n(`Put it away`)}</button>
 </div>
 </article>`}heading({title:e}){return this.texts.t(`Answered: {title}`,{title:e})}follow(){let{followed:e}=this.asking??{};e&&(this.answers=e.filter(e=>!this.done.has(v(e))))}async act(t,n){let{call_id:r,resource_id:i,question:a}=t;this.busy.add(r),this.failures.delete(r),this.requestUpdate();try{n&&await this.handlers.post(`resource_helped`,{resource_id:i,question:a}),await this.handlers.post(`followed_read`,{call_id:r}),this.thanked=n,this.drop(t)}catch(n){let i=o(this.texts.t,n);n instanceof e&&!n.passing?this.drop(t):this.failures.set(r,i)}finally{this.busy.delete(r),this.requestUpdate()}}drop(e){this.done.add(v(e)),this.answers=this.answers.filter(t=>t!==e&&v(t)!==v(e))}};function v({call_id:e,resource_id:t}){return`${e} ${t}`}var y=class extends i{static properties={texts:{attribute:!1},answers:{attribute:!1},left:{attribute:!1},failure:{state:!0}};static styles=[d,n` :host{display:block}article{margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}.no{border-inline-start-color:var(--field)}section:focus{outline:none}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);color:var(--quiet);max-height:6rem;overflow:auto}.left{margin-bottom:1rem;padding:.75rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.left li{padding:.5rem 0}.left li + li{border-top:1px solid var(--edge)}.left .words{max-height:9rem;overflow:auto}summary{padding:.25rem 0;cursor:pointer}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}@media (max-width:37.5rem){article,.left{padding-inline:1rem}}`];read=new Set;stop;constructor(){super(),this.texts=new r,this.answers=this.left=[],this.failure=``,new u(this)}connectedCallback(){super.connectedCallback(),p(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}firstUpdated(){this.asking?.kept&&this.requestUpdate()}render(){let{kept:e}=this.asking??{},t=[e&&this.hasUpdated?this.texts.t(`Your question is kept for the teachers.`):``,...this.answers.map(e=>this.heading(e))].join(` `);return a`<p class="hidden" role="status">${l(t)}</p>
 ${this.renderAll()}`}renderAll(){let{t:e,n}=this.texts,r=this.left.filter(({call_id:e})=>!this.answers.some(t=>t.call_id===e)),[i,o]=[r.filter(({answer:e})=>!e),r.filter(({answer:e})=>e)];return this.answers.length+r.length===0?t:a`<section aria-label=${e(`Answers to your questions`)} tabindex="-1">
 ${h(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 <p class="error" role="alert">${this.failure}</p>
 ${i.length===0?t:a`<ul class="left" aria-label=${e(`Left for the teachers`)}>${i.map(e=>this.renderOpen(e))}</ul>`}
 ${o.length===0?t:a`<details class="left small">
 <summary>${n(`{n} earlier question to the teachers`,`{n} earlier questions to the teachers`,o.length)}</summary>
 <ul>
 ${o.map(e=>this.renderRead(e))}
 </ul>
 </details>`}
 </section>`}renderOpen(e){let{t}=this.texts;return a`<li>
 <p class="small quiet">${t(`You left this for the teachers {ago}. Their answer will stand here.`,{ago:this.ago(e.left_at)})}</p>
 <p class="words" dir="auto" ${c()}>${e.question}</p>
 ${this.renderTalk(e)}
 </li>`}renderRead(e){let{t}=this.texts,{by:n,answered_at:r,answer:i,dismissed:o}=e.answer??{by:``,answered_at:``,answer:``,dismissed:!1},s={name:f(n),ago:this.ago(r)};return a`<li>
 <p class="words quiet" dir="auto" ${c()}>${e.question}</p>
 <p class="small quiet">${l(t(o?`{name} did not answer it, {ago}:`:`{name} wrote {ago}:`,s))}</p>
 <div class="words" dir="auto" ${c()}>${m(i,this.anew)}</div>
 ${this.renderTalk(e)}
 </li>`}renderTalk({window_url:e}){return a`<a class="small" href=${e} target="_blank" rel="noopener">${this.texts.t(`Read what was said`)}</a>`}ago(e){let t=Date.parse(e);return Number.isNaN(t)?``:new g(this.texts).ago(t,this.clock.now())}renderAnswer(e){let{t:n}=this.texts,r=this.ago(e.answered_at),{dismissed:i}=e;return a`<article class=${i?`no`:``}>
 <h2>${l(this.heading(e))}</h2>
 <blockquote class="words small" dir="auto" ${c()}>${e.question}</blockquote>
 ${i?a`<p class="small quiet">${n(`It will not be answered here. The reason:`)}</p>`:t}
 <div class="words" dir="auto">${m(e.answer,this.anew)}</div>
 <div class="below">
 <button @click=${()=>void this.putAway(e)}>${n(`Got it`)}</button>
 <span class="small quiet">${r}</span>
 </div>
 </article>`}heading({by:e,dismissed:t}){let{t:n}=this.texts,r=f(e);return t?n(`{name} looked at your question`,{name:r}):e?n(`{name} answered your question`,{name:r}):n(`A teacher answered your question`)}anew=()=>this.requestUpdate();follow(){let{answered:e,kept:t}=this.asking??{};if(e&&(this.answers=e.filter(({call_id:e,answered_at:t})=>!this.read.has(e+t))),!t||this.left.some(({call_id:e})=>e===t.id))return;let n={call_id:t.id,question:t.question,left_at:new Date(this.clock.now()).toISOString(),window_url:t.window_url,answer:null};this.left=[n,...this.left]}async putAway(t){this.failure=``;try{await this.handlers.post(`left_read`,{call_id:t.call_id})}catch(t){let n=o(this.texts.t,t);if(t instanceof e&&t.passing){this.failure=n;return}}this.read.add(t.call_id+t.answered_at),this.answers=this.answers.filter(e=>e.call_id!==t.call_id),this.left=this.left.map(e=>e.call_id===t.call_id?{...e,answer:t}:e)}};customElements.get(`chatxblock-answers`)||(customElements.define(`chatxblock-answers`,y),customElements.define(`chatxblock-followed`,_));function b({data:e,handlers:t,clock:n,asking:r}){let i=document.createElement(`chatxblock-answers`);i.slot=`answers`;let a=r.answered??e.answered??[];return Object.assign(i,{texts:S(e),answers:a,left:e.own_left??[],handlers:t,clock:n,asking:r})}function x({data:e,handlers:t,asking:n}){let r=document.createElement(`chatxblock-followed`);return r.slot=`answers`,Object.assign(r,{texts:S(e),answers:n.followed??e.followed??[],handlers:t,asking:n})}function S(e){return new r(e.texts,e.language)}export{b as makeAnswers,x as makeFollowed};
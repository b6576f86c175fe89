import{A as e,D as t,O as n,S as r,T as i,W as a,_ as o,b as s,f as c,g as l,j as u,n as d,p as f,r as p,v as m,w as h,y as g}from"./shared-BFICDljv.js";var _=class extends h{static properties={texts:{attribute:!1},answers:{attribute:!1},thanked:{state:!0}};static styles=[o,n` :host{display:block}section:focus{outline:none}article{margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);max-height:6rem;overflow:auto}.answer{max-height:12rem;overflow:auto}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}@media (max-width:37.5rem){article{padding-inline:1rem}}`];failures=new Map;busy=new Set;done=new Set;stop;constructor(){super(),this.texts=new e,this.answers=[],this.thanked=!1,new m(this)}connectedCallback(){super.connectedCallback(),l(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let{t:e}=this.texts,n=[...this.thanked?[e(`Thank you. Others find it more easily now.`)]:[],...this.answers.map(e=>this.heading(e))];return t`<p class="hidden" role="status">${n.join(` `)}</p>
 ${this.answers.length===0?i:t`<section aria-label=${e(`Answers to what you wanted to know`)} tabindex="-1">
 ${f(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 </section>`}`}renderAnswer(e){let{t:n}=this.texts,{call_id:a,title:o,question:s}=e,c=r(e.url),l=this.busy.has(a);return t`<article>
 <h2>${this.heading(e)}</h2>
 ${s.trim()===o.trim()?i:t`<blockquote class="words small quiet" dir="auto" ${p()}>${s}</blockquote>`}
 ${e.answer?t`<div class="words answer" dir="auto" ${p()}>${e.answer}</div>`:i}
 <p class="error small" role="alert">${this.failures.get(a)??``}</p>
 <div class="below">
 <button ?disabled=${l} @click=${()=>void this.act(e,!0)}>${n(`It helped`)}</button>
 ${c?t`<a href=${c} target="_blank" rel="noopener">${n(`Read it`)}</a>`:i}
 <button class="plain" ?disabled=${l} @click=${()=>void this.act(e,!1)}>${n(`Put it away`)}</button>
 </div>
 </article>`}heading({title:e}){return this.texts.t(`Answered: {title}`,{title:e})}follow(){let{followed:e}=this.asking??{};e&&(this.answers=e.filter(e=>!this.done.has(v(e))))}async act(e,t){let{call_id:n,resource_id:r,question:i}=e;this.busy.add(n),this.failures.delete(n),this.requestUpdate();try{t&&await this.handlers.post(`resource_helped`,{resource_id:r,question:i}),await this.handlers.post(`followed_read`,{call_id:n}),this.thanked=t,this.drop(e)}catch(t){let r=g(this.texts.t,t);t instanceof a&&!t.passing?this.drop(e):this.failures.set(n,r)}finally{this.busy.delete(n),this.requestUpdate()}}drop(e){this.done.add(v(e)),this.answers=this.answers.filter(t=>t!==e&&v(t)!==v(e))}};function v({call_id:e,resource_id:t}){return`${e} ${t}`}var y=class extends h{static properties={texts:{attribute:!1},answers:{attribute:!1},left:{attribute:!1},failure:{state:!0}};static styles=[o,n` :host{display:block}article{margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}.no{border-inline-start-color:var(--field)}section:focus{outline:none}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);color:var(--quiet);max-height:6rem;overflow:auto}.left{margin-bottom:1rem;padding:.75rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.left li{padding:.5rem 0}.left li + li{border-top:1px solid var(--edge)}.left .words{max-height:9rem;overflow:auto}summary{padding:.25rem 0;cursor:pointer}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}@media (max-width:37.5rem){article,.left{padding-inline:1rem}}`];read=new Set;stop;constructor(){super(),this.texts=new e,this.answers=this.left=[],this.failure=``,new m(this)}connectedCallback(){super.connectedCallback(),l(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}firstUpdated(){this.asking?.kept&&this.requestUpdate()}render(){let{kept:e}=this.asking??{},n=[e&&this.hasUpdated?this.texts.t(`Your question is kept for the teachers.`):``,...this.answers.map(e=>this.heading(e))].join(` `);return t`<p class="hidden" role="status">${c(n)}</p>
 ${this.renderAll()}`}renderAll(){let{t:e,n}=this.texts,r=this.left.filter(({call_id:e})=>!this.answers.some(t=>t.call_id===e)),[a,o]=[r.filter(({answer:e})=>!e),r.filter(({answer:e})=>e)];return this.answers.length+r.length===0?i:t`<section aria-label=${e(`Answers to your questions`)} tabindex="-1">
 ${f(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 <p class="error" role="alert">${this.failure}</p>
 ${a.length===0?i:t`<ul class="left" aria-label=${e(`Left for the teachers`)}>${a.map(e=>this.renderOpen(e))}</ul>`}
 ${o.length===0?i:t`<details class="left small">
 <summary>${n(`{n} earlier question to the teachers`,`{n} earlier questions to the teachers`,o.length)}</summary>
 <ul>
 ${o.map(e=>this.renderRead(e))}
 </ul>
 </details>`}
 </section>`}renderOpen(e){let{t:n}=this.texts;return t`<li>
 <p class="small quiet">${n(`You left this for the teachers {ago}. Their answer will stand here.`,{ago:this.ago(e.left_at)})}</p>
 <p class="words" dir="auto" ${p()}>${e.question}</p>
 ${this.renderTalk(e)}
 </li>`}renderRead(e){let{t:n}=this.texts,{by:r,answered_at:i,answer:a,dismissed:o}=e.answer??{by:``,answered_at:``,answer:``,dismissed:!1},s={name:u(r),ago:this.ago(i)};return t`<li>
 <p class="words quiet" dir="auto" ${p()}>${e.question}</p>
 <p class="small quiet">${c(n(o?`{name} did not answer it, {ago}:`:`{name} wrote {ago}:`,s))}</p>
 <div class="words" dir="auto" ${p()}>${d(a,this.anew)}</div>
 ${this.renderTalk(e)}
 </li>`}renderTalk({window_url:e}){return t`<a class="small" href=${e} target="_blank" rel="noopener">${this.texts.t(`Read what was said`)}</a>`}ago(e){let t=Date.parse(e);return Number.isNaN(t)?``:new s(this.texts).ago(t,this.clock.now())}renderAnswer(e){let{t:n}=this.texts,r=this.ago(e.answered_at),{dismissed:a}=e;return t`<article class=${a?`no`:``}>
 <h2>${c(this.heading(e))}</h2>
 <blockquote class="words small" dir="auto" ${p()}>${e.question}</blockquote>
 ${a?t`<p class="small quiet">${n(`It will not be answered here. The reason:`)}</p>`:i}
 <div class="words" dir="auto">${d(e.answer,this.anew)}</div>
 <div class="below">
 <button @click=${()=>void this.putAway(e)}>${n(`Got it`)}</button>
 <span class="small quiet">${r}</span>
 </div>
 </article>`}heading({by:e,dismissed:t}){let{t:n}=this.texts,r=u(e);return t?n(`{name} looked at your question`,{name:r}):e?n(`{name} answered your question`,{name:r}):n(`A teacher answered your question`)}anew=()=>this.requestUpdate();follow(){let{answered:e,kept:t}=this.asking??{};if(e&&(this.answers=e.filter(({call_id:e,answered_at:t})=>!this.read.has(e+t))),!t||this.left.some(({call_id:e})=>e===t.id))return;let n={call_id:t.id,question:t.question,left_at:new Date(this.clock.now()).toISOString(),window_url:t.window_url,answer:null};this.left=[n,...this.left]}async putAway(e){this.failure=``;try{await this.handlers.post(`left_read`,{call_id:e.call_id})}catch(e){let t=g(this.texts.t,e);if(e instanceof a&&e.passing){this.failure=t;return}}this.read.add(e.call_id+e.answered_at),this.answers=this.answers.filter(t=>t.call_id!==e.call_id),this.left=this.left.map(t=>t.call_id===e.call_id?{...t,answer:e}:t)}};customElements.get(`chatxblock-answers`)||(customElements.define(`chatxblock-answers`,y),customElements.define(`chatxblock-followed`,_));function b({data:e,handlers:t,clock:n,asking:r}){let i=document.createElement(`chatxblock-answers`);i.slot=`answers`;let a=r.answered??e.answered??[];return Object.assign(i,{texts:S(e),answers:a,left:e.own_left??[],handlers:t,clock:n,asking:r})}function x({data:e,handlers:t,asking:n}){let r=document.createElement(`chatxblock-followed`);return r.slot=`answers`,Object.assign(r,{texts:S(e),answers:n.followed??e.followed??[],handlers:t,asking:n})}function S(t){return new e(t.texts,t.language)}export{b as makeAnswers,x as makeFollowed};
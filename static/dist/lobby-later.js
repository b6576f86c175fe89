import{C as e,P as t,S as n,T as r,b as i,d as a,f as o,g as s,h as c,m as l,n as u,p as d,v as f,y as p}from"./shared-BDO7sRmJ.js";var m=class extends p{static properties={texts:{attribute:!1},answers:{attribute:!1},thanked:{state:!0}};static styles=[d,e` :host{display:block}section:focus{outline:none}article{margin-bottom:1rem;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);max-height:6rem;overflow:auto}.answer{max-height:12rem;overflow:auto}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}`];failures=new Map;busy=new Set;done=new Set;stop;constructor(){super(),this.texts=new r,this.answers=[],this.thanked=!1,new l(this)}connectedCallback(){super.connectedCallback(),o(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let{t:e}=this.texts,t=[...this.thanked?[e(`Thank you. Others find it more easily now.`)]:[],...this.answers.map(e=>this.heading(e))];return n`<p class="hidden" role="status">${t.join(` `)}</p>
 ${this.answers.length===0?i:n`<section aria-label=${e(`Answers to what you wanted to know`)} tabindex="-1">
 ${a(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 </section>`}`}renderAnswer(e){let{t}=this.texts,{call_id:r,title:a,question:o}=e,s=f(e.url),c=this.busy.has(r);return n`<article>
 <h2 dir="auto">${this.heading(e)}</h2>
 ${o.trim()===a.trim()?i:n`<blockquote class="words small quiet" dir="auto">${o}</blockquote>`}
 ${e.answer?n`<div class="words answer" dir="auto">${e.answer}</div>`:i}
 <p class="error small" role="alert" dir="auto">${this.failures.get(r)??``}</p>
 <div class="below">
 <button ?disabled=${c} @click=${()=>void this.act(e,!0)}>${t(`It helped`)}</button>
 ${s?n`<a href=${s} target="_blank" rel="noopener">${t(`Read it`)}</a>`:i}
 <button class="plain" ?disabled=${c} @click=${()=>void this.act(e,!1)}>${t(`Put it away`)}</button>
 </div>
 </article>`}heading({title:e}){return this.texts.t(`Answered: {title}`,{title:e})}follow(){let{followed:e}=this.asking??{};e&&(this.answers=e.filter(e=>!this.done.has(h(e))))}async act(e,n){let{call_id:r,resource_id:i,question:a}=e;this.busy.add(r),this.failures.delete(r),this.requestUpdate();try{n&&await this.handlers.post(`resource_helped`,{resource_id:i,question:a}),await this.handlers.post(`followed_read`,{call_id:r}),this.thanked=n,this.drop(e)}catch(n){let i=c(this.texts.t,n);n instanceof t&&!n.passing?this.drop(e):this.failures.set(r,i)}finally{this.busy.delete(r),this.requestUpdate()}}drop(e){this.done.add(h(e)),this.answers=this.answers.filter(t=>t!==e&&h(t)!==h(e))}};function h({call_id:e,resource_id:t}){return`${e} ${t}`}var g=class extends p{static properties={texts:{attribute:!1},answers:{attribute:!1},left:{attribute:!1},failure:{state:!0}};static styles=[d,e` :host{display:block}article{margin-bottom:1rem;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}.no{border-inline-start-color:var(--field)}section:focus{outline:none}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);color:var(--quiet);max-height:6rem;overflow:auto}.left{margin-bottom:1rem;padding:.75rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.left li{padding:.5rem 0}.left li + li{border-top:1px solid var(--edge)}.left .words{max-height:9rem;overflow:auto}summary{padding:.25rem 0;cursor:pointer}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}`];read=new Set;stop;constructor(){super(),this.texts=new r,this.answers=this.left=[],this.failure=``,new l(this)}connectedCallback(){super.connectedCallback(),o(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let e=this.answers.map(e=>this.heading(e)).join(` `);return n`<p class="hidden" role="status">${e}</p>
 ${this.renderAll()}`}renderAll(){let{t:e,n:t}=this.texts,r=this.left.filter(({call_id:e})=>!this.answers.some(t=>t.call_id===e)),[o,s]=[r.filter(({answer:e})=>!e),r.filter(({answer:e})=>e)];return this.answers.length+r.length===0?i:n`<section aria-label=${e(`Answers to your questions`)} tabindex="-1">
 ${a(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 <p class="error" role="alert" dir="auto">${this.failure}</p>
 ${o.length===0?i:n`<ul class="left" aria-label=${e(`Left for the teachers`)}>${o.map(e=>this.renderOpen(e))}</ul>`}
 ${s.length===0?i:n`<details class="left small">
 <summary>${t(`{n} earlier question to the teachers`,`{n} earlier questions to the teachers`,s.length)}</summary>
 <ul>
 ${s.map(e=>this.renderRead(e))}
 </ul>
 </details>`}
 </section>`}renderOpen(e){let{t}=this.texts;return n`<li>
 <p class="small quiet">${t(`You left this for the teachers {ago}. Their answer will stand here.`,{ago:this.ago(e.left_at)})}</p>
 <p class="words" dir="auto">${e.question}</p>
 ${this.renderTalk(e)}
 </li>`}renderRead(e){let{t}=this.texts,{by:r,answered_at:i,answer:a,dismissed:o}=e.answer??{by:``,answered_at:``,answer:``,dismissed:!1},s={name:r,ago:this.ago(i)};return n`<li>
 <p class="words quiet" dir="auto">${e.question}</p>
 <p class="small quiet" dir="auto">${t(o?`{name} did not answer it, {ago}:`:`{name} wrote {ago}:`,s)}</p>
 <div class="words" dir="auto">${u(a)}</div>
 ${this.renderTalk(e)}
 </li>`}renderTalk({window_url:e}){return n`<a class="small" href=${e} target="_blank" rel="noopener">${this.texts.t(`Read what was said`)}</a>`}ago(e){let t=Date.parse(e);return Number.isNaN(t)?``:new s(this.texts).ago(t,this.clock.now())}renderAnswer(e){let{t}=this.texts,r=this.ago(e.answered_at),{dismissed:a}=e;return n`<article class=${a?`no`:``}>
 <h2 dir="auto">${this.heading(e)}</h2>
 <blockquote class="words small" dir="auto">${e.question}</blockquote>
 ${a?n`<p class="small quiet">${t(`It will not be answered here. The reason:`)}</p>`:i}
 <div class="words" dir="auto">${u(e.answer)}</div>
 <div class="below">
 <button @click=${()=>void this.putAway(e)}>${t(`Got it`)}</button>
 <span class="small quiet">${r}</span>
 </div>
 </article>`}heading({by:e,dismissed:t}){let{t:n}=this.texts;return t?n(`{name} looked at your question`,{name:e}):e?n(`{name} answered your question`,{name:e}):n(`A teacher answered your question`)}follow(){let{answered:e,kept:t}=this.asking??{};if(e&&(this.answers=e.filter(({call_id:e,answered_at:t})=>!this.read.has(e+t))),!t||this.left.some(({call_id:e})=>e===t.id))return;let n={call_id:t.id,question:t.question,left_at:new Date(this.clock.now()).toISOString(),window_url:t.window_url,answer:null};this.left=[n,...this.left]}async putAway(e){this.failure=``;try{await this.handlers.post(`left_read`,{call_id:e.call_id})}catch(e){let n=c(this.texts.t,e);if(e instanceof t&&e.passing){this.failure=n;return}}this.read.add(e.call_id+e.answered_at),this.answers=this.answers.filter(t=>t.call_id!==e.call_id),this.left=this.left.map(t=>t.call_id===e.call_id?{...t,answer:e}:t)}};customElements.get(`chatxblock-answers`)||(customElements.define(`chatxblock-answers`,g),customElements.define(`chatxblock-followed`,m));function _({data:e,handlers:t,clock:n,asking:r}){let i=document.createElement(`chatxblock-answers`);i.slot=`answers`;let a=r.answered??e.answered??[];return Object.assign(i,{texts:y(e),answers:a,left:e.own_left??[],handlers:t,clock:n,asking:r})}function v({data:e,handlers:t,asking:n}){let r=document.createElement(`chatxblock-followed`);return r.slot=`answers`,Object.assign(r,{texts:y(e),answers:n.followed??e.followed??[],handlers:t,asking:n})}function y(e){return new r(e.texts,e.language)}export{_ as makeAnswers,v as makeFollowed};
import{C as e,E as t,I as n,_ as r,b as i,d as a,f as o,g as s,h as c,m as l,n as u,p as d,w as f,x as p,y as m}from"./shared-y4l53BiX.js";var h=class extends i{static properties={texts:{attribute:!1},answers:{attribute:!1},thanked:{state:!0}};static styles=[l,f` :host{display:block}section:focus{outline:none}article{margin-bottom:1rem;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);max-height:6rem;overflow:auto}.answer{max-height:12rem;overflow:auto}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}`];failures=new Map;busy=new Set;done=new Set;stop;constructor(){super(),this.texts=new t,this.answers=[],this.thanked=!1,new c(this)}connectedCallback(){super.connectedCallback(),d(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let{t}=this.texts,n=[...this.thanked?[t(`Thank you. Others find it more easily now.`)]:[],...this.answers.map(e=>this.heading(e))];return e`<p class="hidden" role="status">${n.join(` `)}</p>
 ${this.answers.length===0?p:e`<section aria-label=${t(`Answers to what you wanted to know`)} tabindex="-1">
 ${o(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 </section>`}`}renderAnswer(t){let{t:n}=this.texts,{call_id:r,title:i,question:o}=t,s=m(t.url),c=this.busy.has(r);return e`<article>
 <h2 dir="auto">${this.heading(t)}</h2>
 ${o.trim()===i.trim()?p:e`<blockquote class="words small quiet" dir="auto" ${a()}>${o}</blockquote>`}
 ${t.answer?e`<div class="words answer" dir="auto" ${a()}>${t.answer}</div>`:p}
 <p class="error small" role="alert" dir="auto">${this.failures.get(r)??``}</p>
 <div class="below">
 <button ?disabled=${c} @click=${()=>void this.act(t,!0)}>${n(`It helped`)}</button>
 ${s?e`<a href=${s} target="_blank" rel="noopener">${n(`Read it`)}</a>`:p}
 <button class="plain" ?disabled=${c} @click=${()=>void this.act(t,!1)}>${n(`Put it away`)}</button>
 </div>
 </article>`}heading({title:e}){return this.texts.t(`Answered: {title}`,{title:e})}follow(){let{followed:e}=this.asking??{};e&&(this.answers=e.filter(e=>!this.done.has(g(e))))}async act(e,t){let{call_id:r,resource_id:i,question:a}=e;this.busy.add(r),this.failures.delete(r),this.requestUpdate();try{t&&await this.handlers.post(`resource_helped`,{resource_id:i,question:a}),await this.handlers.post(`followed_read`,{call_id:r}),this.thanked=t,this.drop(e)}catch(t){let i=s(this.texts.t,t);t instanceof n&&!t.passing?this.drop(e):this.failures.set(r,i)}finally{this.busy.delete(r),this.requestUpdate()}}drop(e){this.done.add(g(e)),this.answers=this.answers.filter(t=>t!==e&&g(t)!==g(e))}};function g({call_id:e,resource_id:t}){return`${e} ${t}`}var _=class extends i{static properties={texts:{attribute:!1},answers:{attribute:!1},left:{attribute:!1},failure:{state:!0}};static styles=[l,f` :host{display:block}article{margin-bottom:1rem;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}.no{border-inline-start-color:var(--field)}section:focus{outline:none}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);color:var(--quiet);max-height:6rem;overflow:auto}.left{margin-bottom:1rem;padding:.75rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.left li{padding:.5rem 0}.left li + li{border-top:1px solid var(--edge)}.left .words{max-height:9rem;overflow:auto}summary{padding:.25rem 0;cursor:pointer}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}`];read=new Set;stop;constructor(){super(),this.texts=new t,this.answers=this.left=[],this.failure=``,new c(this)}connectedCallback(){super.connectedCallback(),d(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let t=this.answers.map(e=>this.heading(e)).join(` `);return e`<p class="hidden" role="status">${t}</p>
 ${this.renderAll()}`}renderAll(){let{t,n}=this.texts,r=this.left.filter(({call_id:e})=>!this.answers.some(t=>t.call_id===e)),[i,a]=[r.filter(({answer:e})=>!e),r.filter(({answer:e})=>e)];return this.answers.length+r.length===0?p:e`<section aria-label=${t(`Answers to your questions`)} tabindex="-1">
 ${o(this.answers,({call_id:e})=>e,e=>this.renderAnswer(e))}
 <p class="error" role="alert" dir="auto">${this.failure}</p>
 ${i.length===0?p:e`<ul class="left" aria-label=${t(`Left for the teachers`)}>${i.map(e=>this.renderOpen(e))}</ul>`}
 ${a.length===0?p:e`<details class="left small">
 <summary>${n(`{n} earlier question to the teachers`,`{n} earlier questions to the teachers`,a.length)}</summary>
 <ul>
 ${a.map(e=>this.renderRead(e))}
 </ul>
 </details>`}
 </section>`}renderOpen(t){let{t:n}=this.texts;return e`<li>
 <p class="small quiet">${n(`You left this for the teachers {ago}. Their answer will stand here.`,{ago:this.ago(t.left_at)})}</p>
 <p class="words" dir="auto" ${a()}>${t.question}</p>
 ${this.renderTalk(t)}
 </li>`}renderRead(t){let{t:n}=this.texts,{by:r,answered_at:i,answer:o,dismissed:s}=t.answer??{by:``,answered_at:``,answer:``,dismissed:!1},c={name:r,ago:this.ago(i)};return e`<li>
 <p class="words quiet" dir="auto" ${a()}>${t.question}</p>
 <p class="small quiet" dir="auto">${n(s?`{name} did not answer it, {ago}:`:`{name} wrote {ago}:`,c)}</p>
 <div class="words" dir="auto" ${a()}>${u(o)}</div>
 ${this.renderTalk(t)}
 </li>`}renderTalk({window_url:t}){return e`<a class="small" href=${t} target="_blank" rel="noopener">${this.texts.t(`Read what was said`)}</a>`}ago(e){let t=Date.parse(e);return Number.isNaN(t)?``:new r(this.texts).ago(t,this.clock.now())}renderAnswer(t){let{t:n}=this.texts,r=this.ago(t.answered_at),{dismissed:i}=t;return e`<article class=${i?`no`:``}>
 <h2 dir="auto">${this.heading(t)}</h2>
 <blockquote class="words small" dir="auto" ${a()}>${t.question}</blockquote>
 ${i?e`<p class="small quiet">${n(`It will not be answered here. The reason:`)}</p>`:p}
 <div class="words" dir="auto">${u(t.answer)}</div>
 <div class="below">
 <button @click=${()=>void this.putAway(t)}>${n(`Got it`)}</button>
 <span class="small quiet">${r}</span>
 </div>
 </article>`}heading({by:e,dismissed:t}){let{t:n}=this.texts;return t?n(`{name} looked at your question`,{name:e}):e?n(`{name} answered your question`,{name:e}):n(`A teacher answered your question`)}follow(){let{answered:e,kept:t}=this.asking??{};if(e&&(this.answers=e.filter(({call_id:e,answered_at:t})=>!this.read.has(e+t))),!t||this.left.some(({call_id:e})=>e===t.id))return;let n={call_id:t.id,question:t.question,left_at:new Date(this.clock.now()).toISOString(),window_url:t.window_url,answer:null};this.left=[n,...this.left]}async putAway(e){this.failure=``;try{await this.handlers.post(`left_read`,{call_id:e.call_id})}catch(e){let t=s(this.texts.t,e);if(e instanceof n&&e.passing){this.failure=t;return}}this.read.add(e.call_id+e.answered_at),this.answers=this.answers.filter(t=>t.call_id!==e.call_id),this.left=this.left.map(t=>t.call_id===e.call_id?{...t,answer:e}:t)}};customElements.get(`chatxblock-answers`)||(customElements.define(`chatxblock-answers`,_),customElements.define(`chatxblock-followed`,h));function v({data:e,handlers:t,clock:n,asking:r}){let i=document.createElement(`chatxblock-answers`);i.slot=`answers`;let a=r.answered??e.answered??[];return Object.assign(i,{texts:b(e),answers:a,left:e.own_left??[],handlers:t,clock:n,asking:r})}function y({data:e,handlers:t,asking:n}){let r=document.createElement(`chatxblock-followed`);return r.slot=`answers`,Object.assign(r,{texts:b(e),answers:n.followed??e.followed??[],handlers:t,asking:n})}function b(e){return new t(e.texts,e.language)}export{v as makeAnswers,y as makeFollowed};
import{C as e,N as t,S as n,T as r,b as i,d as a,f as o,g as s,h as c,m as l,n as u,p as d,y as f}from"./shared-BnrJhCdL.js";var p=class extends f{static properties={texts:{attribute:!1},answers:{attribute:!1},left:{attribute:!1},failure:{state:!0}};static styles=[d,e` :host{display:block}article{margin-bottom:1rem;padding:1.25rem 1.5rem;border:1px solid var(--edge);border-inline-start:4px solid var(--good);border-radius:.75rem;background:var(--ground)}.no{border-inline-start-color:var(--field)}section:focus{outline:none}h2{font-size:1.125rem;line-height:1.3}blockquote{margin:.5rem 0 .75rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);color:var(--quiet);max-height:6rem;overflow:auto}.left{margin-bottom:1rem;padding:.75rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.left li{padding:.5rem 0}.left li + li{border-top:1px solid var(--edge)}.left .words{max-height:9rem;overflow:auto}summary{padding:.25rem 0;cursor:pointer}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:1rem}`];read=new Set;stop;constructor(){super(),this.texts=new r,this.answers=this.left=[],this.failure=``,new l(this)}connectedCallback(){super.connectedCallback(),o(this),this.stop=this.asking?.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}render(){let e=this.answers.map(e=>this.heading(e)).join(` `);return n`<p class="hidden" role="status">${e}</p>
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
 </article>`}heading({by:e,dismissed:t}){let{t:n}=this.texts;return t?n(`{name} looked at your question`,{name:e}):e?n(`{name} answered your question`,{name:e}):n(`A teacher answered your question`)}follow(){let{answered:e,kept:t}=this.asking??{};if(e&&(this.answers=e.filter(({call_id:e,answered_at:t})=>!this.read.has(e+t))),!t||this.left.some(({call_id:e})=>e===t.id))return;let n={call_id:t.id,question:t.question,left_at:new Date(this.clock.now()).toISOString(),window_url:t.window_url,answer:null};this.left=[n,...this.left]}async putAway(e){this.failure=``;try{await this.handlers.post(`left_read`,{call_id:e.call_id})}catch(e){let n=c(this.texts.t,e);if(e instanceof t&&e.passing){this.failure=n;return}}this.read.add(e.call_id+e.answered_at),this.answers=this.answers.filter(t=>t.call_id!==e.call_id),this.left=this.left.map(t=>t.call_id===e.call_id?{...t,answer:e}:t)}};customElements.get(`chatxblock-answers`)||customElements.define(`chatxblock-answers`,p);function m({data:e,handlers:t,clock:n,asking:i}){let a=document.createElement(`chatxblock-answers`);a.slot=`answers`;let o=i.answered??e.answered??[];return Object.assign(a,{texts:new r(e.texts,e.language),answers:o,left:e.own_left??[],handlers:t,clock:n,asking:i})}export{m as makeAnswers};
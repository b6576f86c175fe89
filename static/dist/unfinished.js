import{A as e,E as t,G as n,M as r,T as i,W as a,_ as o,c as s,d as c,k as l,l as u,r as d,v as f,y as p}from"./shared-CQyM8Vu6.js";import{n as m,t as h}from"./feedback-BNXOLqpF.js";var g=class extends i{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[f,e` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}blockquote{margin:.5rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge);max-height:6rem;overflow:auto}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}@media (max-width:37.5rem){section{padding-inline:1rem}}`];first=[];feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new r,this.talk=null,this.answered=!1,new p(this)}connectedCallback(){super.connectedCallback(),o(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:e,feedback:n}=this;if(!e||!n||this.asking.call)return t;let{t:r}=this.texts;return l`<section aria-label=${r(`Your last conversation`)} tabindex="-1">
 <div>
 <p class="small quiet">${r(`You talked about this:`)}</p>
 <blockquote class="words small" dir="auto" ${d()}>${c(e.question)}</blockquote>
 </div>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${e.helped_wanted}
 .quote=${e.quote_wanted}
 .wished=${e.asked_to_quote}
 @said=${this.said}
 ></chatxblock-feedback>
 <div class="below">
 <button @click=${this.putAway}>${this.answered?r(`Done`):r(`Not now`)}</button>
 <p class="small quiet" role="status">${this.answered?r(`Thank you. You can change it in the window of that conversation.`):``}</p>
 </div>
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,h),customElements.define(`chatxblock-unfinished`,g));function _({data:e,handlers:t,asking:i}){let o=document.createElement(`chatxblock-unfinished`);o.slot=`answers`;let c=new u(a(`localStorage`),e.person),l=e=>new m({callId:e,handlers:t,timers:n,kept:new s(c,`feedback:${e}`)}),d=new r(e.texts,e.language);return Object.assign(o,{texts:d,first:e.unfinished??[],asking:i,feedbackOn:l})}export{_ as makeUnfinished};
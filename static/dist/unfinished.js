import{E as e,O as t,T as n,U as r,W as i,_ as a,d as o,j as s,k as c,u as l,v as u,y as d}from"./shared-I-_TGpP6.js";import{n as f,t as p}from"./feedback-Dz9cXhIB.js";import{t as m}from"./notify-DoqkeHcQ.js";var h=class extends n{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[u,c` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}@media (max-width:37.5rem){section{padding-inline:1rem}}`];first=[];asking;feedbackOn;feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new s,this.talk=null,this.answered=!1,new d(this)}connectedCallback(){super.connectedCallback(),a(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:n,feedback:r}=this;if(!n||!r||this.asking.call)return e;let{t:i}=this.texts;return t`<section aria-label=${i(`Your last conversation`)} tabindex="-1">
 <p class="small quiet">${i(`You talked about this:`)} <q dir="auto">${m(n.question)}</q></p>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${r}
 .helped=${n.helped_wanted}
 .quote=${n.quote_wanted}
 .wished=${n.asked_to_quote}
 @said=${this.said}
 ></chatxblock-feedback>
 <div class="below">
 <button @click=${this.putAway}>${this.answered?i(`Done`):i(`Not now`)}</button>
 <p class="small quiet" role="status">${this.answered?i(`Thank you. You can change it in the window of that conversation.`):``}</p>
 </div>
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:e,handlers:t,asking:n}){let a=document.createElement(`chatxblock-unfinished`);a.slot=`answers`;let c=new o(r(`localStorage`),e.person),u=e=>new f({callId:e,handlers:t,timers:i,kept:new l(c,`feedback:${e}`)}),d=new s(e.texts,e.language);return Object.assign(a,{texts:d,first:e.unfinished??[],asking:n,feedbackOn:u})}export{g as makeUnfinished};
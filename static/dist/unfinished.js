import{F as e,J as t,M as n,N as r,O as i,S as a,b as o,d as s,f as c,k as l,q as u,x as d}from"./shared-DAJMYLzk.js";import{n as f,t as p}from"./feedback-B65GVKgV.js";import{t as m}from"./notify-DEICTqZa.js";var h=class extends i{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[d,r` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}@media (max-width:37.5rem){section{padding-inline:1rem}}`];first=[];feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new e,this.talk=null,this.answered=!1,new a(this)}connectedCallback(){super.connectedCallback(),o(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:e,feedback:t}=this;if(!e||!t||this.asking.call)return l;let{t:r}=this.texts;return n`<section aria-label=${r(`Your last conversation`)} tabindex="-1">
 <p class="small quiet">${r(`You talked about this:`)} <q dir="auto">${m(e.question)}</q></p>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${t}
 .helped=${e.helped_wanted}
 .quote=${e.quote_wanted}
 .wished=${e.asked_to_quote}
 @said=${this.said}
 ></chatxblock-feedback>
 <div class="below">
 <button @click=${this.putAway}>${this.answered?r(`Done`):r(`Not now`)}</button>
 <p class="small quiet" role="status">${this.answered?r(`Thank you. You can change it in the window of that conversation.`):``}</p>
 </div>
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:n,handlers:r,asking:i}){let a=document.createElement(`chatxblock-unfinished`);a.slot=`answers`;let o=new c(u(`localStorage`),n.person),l=e=>new f({callId:e,handlers:r,timers:t,kept:new s(o,`feedback:${e}`)}),d=new e(n.texts,n.language);return Object.assign(a,{texts:d,first:n.unfinished??[],asking:i,feedbackOn:l})}export{g as makeUnfinished};
import{C as e,D as t,E as n,H as r,V as i,_ as a,c as o,g as s,h as c,k as l,l as u,w as d}from"./shared-BTkbIESa.js";import{n as f,t as p}from"./feedback-D5dwVhCd.js";import{t as m}from"./notify-Dgzg5ShW.js";var h=class extends e{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[s,t` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}@media (max-width:37.5rem){section{padding-inline:1rem}}`];first=[];asking;feedbackOn;feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new l,this.talk=null,this.answered=!1,new a(this)}connectedCallback(){super.connectedCallback(),c(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:e,feedback:t}=this;if(!e||!t||this.asking.call)return d;let{t:r}=this.texts;return n`<section aria-label=${r(`Your last conversation`)} tabindex="-1">
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
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:e,handlers:t,asking:n}){let a=document.createElement(`chatxblock-unfinished`);a.slot=`answers`;let s=new u(i(`localStorage`),e.person),c=e=>new f({callId:e,handlers:t,timers:r,kept:new o(s,`feedback:${e}`)}),d=new l(e.texts,e.language);return Object.assign(a,{texts:d,first:e.unfinished??[],asking:n,feedbackOn:c})}export{g as makeUnfinished};
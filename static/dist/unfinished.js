import{C as e,M as t,N as n,S as r,T as i,b as a,c as o,f as s,l as c,m as l,p as u,y as d}from"./shared-BDO7sRmJ.js";import{n as f,t as p}from"./feedback-xV4njZA9.js";import{t as m}from"./notify-eCVfRCNa.js";var h=class extends d{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[u,e` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}`];first=[];asking;feedbackOn;feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new i,this.talk=null,this.answered=!1,new l(this)}connectedCallback(){super.connectedCallback(),s(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:e,feedback:t}=this;if(!e||!t||this.asking.call)return a;let{t:n}=this.texts;return r`<section aria-label=${n(`Your last conversation`)} tabindex="-1">
 <p class="small quiet">${n(`You talked about this:`)} <q dir="auto">${m(e.question)}</q></p>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${t}
 .helped=${e.helped_wanted}
 .quote=${e.quote_wanted}
 .wished=${e.asked_to_quote}
 @said=${this.said}
 ></chatxblock-feedback>
 <div class="below">
 <button @click=${this.putAway}>${this.answered?n(`Done`):n(`Not now`)}</button>
 <p class="small quiet" role="status">${this.answered?n(`Thank you. You can change it in the window of that conversation.`):``}</p>
 </div>
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:e,handlers:r,asking:a}){let s=document.createElement(`chatxblock-unfinished`);s.slot=`answers`;let l=new c(t(`localStorage`),e.person),u=e=>new f({callId:e,handlers:r,timers:n,kept:new o(l,`feedback:${e}`)}),d=new i(e.texts,e.language);return Object.assign(s,{texts:d,first:e.unfinished??[],asking:a,feedbackOn:u})}export{g as makeUnfinished};
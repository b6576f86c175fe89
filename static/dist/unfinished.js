import{A as e,C as t,S as n,c as r,d as i,f as a,j as o,l as s,p as c,v as l,x as u,y as d}from"./shared-C1Br_GoC.js";import{n as f,t as p}from"./feedback-CJSCkp0Q.js";import{t as m}from"./notify-ByB5ssML.js";var h=class extends l{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[a,n` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}`];first=[];asking;feedbackOn;feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new t,this.talk=null,this.answered=!1,new c(this)}connectedCallback(){super.connectedCallback(),i(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:e,feedback:t}=this;if(!e||!t||this.asking.call)return d;let{t:n}=this.texts;return u`<section aria-label=${n(`Your last conversation`)} tabindex="-1">
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
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:n,handlers:i,asking:a}){let c=document.createElement(`chatxblock-unfinished`);c.slot=`answers`;let l=new s(e(`localStorage`),n.person),u=e=>new f({callId:e,handlers:i,timers:o,kept:new r(l,`feedback:${e}`)}),d=new t(n.texts,n.language);return Object.assign(c,{texts:d,first:n.unfinished??[],asking:a,feedbackOn:u})}export{g as makeUnfinished};
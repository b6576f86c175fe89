import{C as e,E as t,F as n,P as r,b as i,c as a,h as o,l as s,m as c,p as l,w as u,x as d}from"./shared-y4l53BiX.js";import{n as f,t as p}from"./feedback-NsHGWlVC.js";import{t as m}from"./notify-7zA-1wea.js";var h=class extends i{static properties={texts:{attribute:!1},talk:{state:!0},answered:{state:!0}};static styles=[c,u` :host{display:block}section{display:grid;gap:1rem;margin-bottom:1rem;padding:1rem 1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}section:focus{outline:none}q{color:var(--ink)}p{overflow-wrap:anywhere}.below{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}.below p:empty{display:none}`];first=[];asking;feedbackOn;feedback=null;done=new Set;stop=()=>void 0;constructor(){super(),this.texts=new t,this.talk=null,this.answered=!1,new o(this)}connectedCallback(){super.connectedCallback(),l(this),this.stop=this.asking.changed.subscribe(()=>this.follow()),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{talk:t,feedback:n}=this;if(!t||!n||this.asking.call)return d;let{t:r}=this.texts;return e`<section aria-label=${r(`Your last conversation`)} tabindex="-1">
 <p class="small quiet">${r(`You talked about this:`)} <q dir="auto">${m(t.question)}</q></p>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${t.helped_wanted}
 .quote=${t.quote_wanted}
 .wished=${t.asked_to_quote}
 @said=${this.said}
 ></chatxblock-feedback>
 <div class="below">
 <button @click=${this.putAway}>${this.answered?r(`Done`):r(`Not now`)}</button>
 <p class="small quiet" role="status">${this.answered?r(`Thank you. You can change it in the window of that conversation.`):``}</p>
 </div>
 </section>`}follow(){if(this.requestUpdate(),this.talk&&this.answered)return;let e=(this.asking.unfinished??this.first).find(({call_id:e})=>!this.done.has(e))??null;e?.call_id!==this.talk?.call_id&&(this.feedback=e&&this.feedbackOn(e.call_id),e&&this.feedback?.pending?(this.done.add(e.call_id),this.feedback.send(),this.talk=null):this.talk=e)}said=()=>{this.answered=!0,this.feedback?.send()};putAway=()=>{this.talk&&(this.done.add(this.talk.call_id),this.answered||this.feedback?.send(),this.talk=null,this.answered=!1,this.follow())}};customElements.get(`chatxblock-unfinished`)||(customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-unfinished`,h));function g({data:e,handlers:i,asking:o}){let c=document.createElement(`chatxblock-unfinished`);c.slot=`answers`;let l=new s(r(`localStorage`),e.person),u=e=>new f({callId:e,handlers:i,timers:n,kept:new a(l,`feedback:${e}`)}),d=new t(e.texts,e.language);return Object.assign(c,{texts:d,first:e.unfinished??[],asking:o,feedbackOn:u})}export{g as makeUnfinished};
import{B as e,C as t,E as n,R as r,S as i,T as a,_ as o,b as s,c,f as l,h as u,k as d,l as f,z as p}from"./shared-HMhhcmbs.js";import{n as m,t as h}from"./feedback-zqwwSGOe.js";import{n as g,t as _}from"./dialog-BIc6Wz5g.js";import{n as v,r as y}from"./forms-D_Ks9yo4.js";import{t as b}from"./notify-Bm7pTxme.js";import{t as x}from"./wishes-BC1cxUUL.js";var S=[`helper`,`left`],C=[`asker`,`fellow`],w=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function T({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>S.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(C.includes(a)||a===`helper`)&&!w.includes(t?.why??``);return{helped:l&&C.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function E({helped:e,quote:t,ready:n}){return e||t||n}var D=new WeakMap;function O(e,t=e.me){let n=D.get(e)??new k(e,t);return D.set(e,n),n}var k=class{talk;me;feedback;drafting=!1;trouble=null;constructor(e,t){this.talk=e,this.me=t;let n=t.split(`@`,1)[0]??``,i=new c(new f(r(`localStorage`),n),`feedback:${e.callId}`);this.feedback=new m({callId:e.callId,handlers:e.handlers,timers:p,kept:i}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),T(this.talk,this.me)}async leave(){let e=E(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(t){this.report(!0,null);try{let{resource:e}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});t(s(e.edit_url??``)),this.report(!1,null)}catch(t){if(!(t instanceof e))throw t;this.report(!1,t)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},A=class extends i{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return O(this.talk,this.me||this.talk.me)}},j=class extends A{static styles=[u,n` section{display:grid;gap:.5rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t:e}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:i}=this.leaving.wanted,o=this.talk.call?.mine?.asked_to_quote??!1,s=e(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),c=n.undelivered?s:this.answered?e(`Thank you. You can change it here at any time.`):``;return!r&&!i&&!c?t:a`<section aria-label=${e(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${i}
 .wished=${o}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${c}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends A{static styles=[u,n` :host{display:contents}@media (max-width:37.5rem){button{flex:1 1 auto;padding-inline:.5rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t:e}=this.texts,{drafting:t,trouble:n}=this.leaving,r=n?o(e,n,e(`The draft cannot be opened right now. Try again in a moment.`)):``;return a`<button ?disabled=${t} @click=${this.open}>${e(t?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert">${r}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});function M({t:e}){return e(`The conversation goes on: the file has what was said so far.`)}var N=class extends g{static styles=[...g.styles,y,n` .forms{margin-block:1rem 0}.forms a{border-color:var(--field)}.forms a:hover{border-color:var(--ink)}`];texts;url=``;note=``;render(){let{t:e}=this.texts;return a`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <h2 id="heading">${e(`Export the log`)}</h2>
 ${this.note?a`<p>${this.note}</p>`:t}
 <div @click=${this.chosen}>${v(this.texts,this.url)}</div>
 <div class="actions"><button @click=${()=>this.dialog?.close()}>${e(`Close`)}</button></div>
 </dialog>`}chosen=({target:e})=>{e.closest(`a`)&&this.dialog?.close()}},P=class extends g{static properties={failure:{state:!0},later:{state:!0}};static styles=[...g.styles,n` dialog{width:min(37rem,calc(100vw - 2rem))}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}.row{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.error:empty{display:none}@media (max-width:37.5rem){.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{helped:n,quote:r,ready:i,thanks:o}=this.leaving.wanted,s=this.talk.call?.mine?.asked_to_quote??!1;return a`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
 <h2 id="heading" tabindex="-1" autofocus>${e(`Before you go`)}</h2>
 <p id="text" class="small quiet">${e(`You don't have to answer.`)} ${this.talk.entries?e(`What was said is kept.`):t}</p>
 <div class="asks">
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${this.leaving.feedback}
 .helped=${n}
 .quote=${r}
 .wished=${s}
 >${o.length>0?this.renderThanks(o):t}</chatxblock-feedback
 >
 <p class="error" role="alert">${this.failure}</p>
 ${i?this.renderDraft():t}
 </div>
 <div class="actions">
 <button @click=${()=>this.close(`stay`)}>${e(`Stay`)}</button>
 <button class=${i&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${e(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(e){let{t,n,list:r}=this.texts,i=e.filter(({jid:e})=>!this.talk.thanked.has(e)),[o]=i;if(!o){let n=r(e.map(({name:e})=>e));return a`<span class="small quiet" role="status">${l(t(`You thanked {name}.`,{name:n}))}</span>`}let s=i.length===1?t(`Thank {name}`,{name:d(o.name)}):n(`Thank {n} helper`,`Thank all {n} helpers`,i.length);return a`<button @click=${()=>void this.thank(i)}><span>${l(s)}</span></button>`}renderDraft(){let{t:e}=this.texts;return this.later?a`<p class="quiet" role="status">${e(`You find the draft in this window, also after you have left.`)}</p>`:a`<div class="draft">
 <p>${e(`A draft for the next learner is ready:`)} <q dir="auto">${b(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${e(`Look at it and publish`)}</button>
 <button class="plain" @click=${this.putOff}>${e(`Later`)}</button>
 </div>
 </div>`}putOff=()=>{this.later=!0,this.updateComplete.then(()=>this.renderRoot.querySelector(`.primary`)?.focus())};get leaving(){return O(this.talk)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank(e){this.failure=``;try{for(let{jid:t}of e)await this.talk.act(`thank`,{person:t}),this.talk.thanked.add(t)}catch(e){this.failure=o(this.texts.t,e)}this.requestUpdate()}},F=class extends i{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=x;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:e,texts:t,wish:n}=this;if(n.kind===`export`)return a`<chatxblock-export .texts=${t} .url=${n.url} .note=${n.note??M(t)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-export>`;if(n.kind===`leave`&&E(O(e).wanted))return a`<chatxblock-leaving .texts=${t} .talk=${e} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let r=this.words(t,n);return a`<chatxblock-dialog
 .heading=${r.heading}
 .text=${r.text}
 .confirm=${r.confirm}
 .cancel=${r.cancel}
 .danger=${r.danger??!1}
 .field=${r.field}
 .value=${this.invited.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>this.invited.value=e}
 @dismissed=${()=>this.tell(`dismissed`)}
 @confirmed=${({detail:e})=>void this.grant(n,e)}
 ></chatxblock-dialog>`}async grant(e,t){this.busy=!0,e.kind===`leave`?O(this.conversation).leave():this.failure=await this.words(this.texts,e).carryOut(this.conversation,t),this.busy=!1,this.failure||(e.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,_),customElements.define(`chatxblock-export`,N),customElements.define(`chatxblock-feedback`,h),customElements.define(`chatxblock-leaving`,P),customElements.define(`chatxblock-wish`,F),customElements.define(`chatxblock-after`,j);
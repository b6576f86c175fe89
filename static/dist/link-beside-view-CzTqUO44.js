import{B as e,C as t,E as n,S as r,T as i,V as a,_ as o,b as s,c,f as l,h as u,k as d,l as f,z as p}from"./shared-MLGPKzRo.js";import{n as m,t as h}from"./feedback-BKkFLW1P.js";import{t as g}from"./dialog-Cp88XYdR.js";import{n as _,r as v}from"./forms-CPVQuguV.js";import{t as y}from"./notify-B9dVtHcY.js";import{t as b}from"./wishes-Duazl4Wb.js";var x=[`helper`,`left`],S=[`asker`,`fellow`],C=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function w({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>x.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(S.includes(a)||a===`helper`)&&!C.includes(t?.why??``);return{helped:l&&S.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function T({helped:e,quote:t,ready:n}){return e||t||n}var E=new WeakMap;function D(e,t=e.me){let n=E.get(e)??new O(e,t);return E.set(e,n),n}var O=class{talk;me;feedback;drafting=!1;trouble=null;constructor(t,n){this.talk=t,this.me=n;let r=n.split(`@`,1)[0]??``,i=new c(new f(p(`localStorage`),r),`feedback:${t.callId}`);this.feedback=new m({callId:t.callId,handlers:t.handlers,timers:e,kept:i}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),w(this.talk,this.me)}async leave(){let e=T(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(e){this.report(!0,null);try{let{resource:t}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});e(s(t.edit_url??``)),this.report(!1,null)}catch(e){if(!(e instanceof a))throw e;this.report(!1,e)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},k=class extends r{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return D(this.talk,this.me||this.talk.me)}},A=class extends k{static styles=[u,n` section{display:grid;gap:.5rem;max-width:44rem;margin-top:1rem;padding:1rem 1.25rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t:e}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:a}=this.leaving.wanted,o=this.talk.call?.mine?.asked_to_quote??!1,s=e(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),c=n.undelivered?s:this.answered?e(`Thank you. You can change it here at any time.`):``;return!r&&!a&&!c?t:i`<section aria-label=${e(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${a}
 .wished=${o}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${c}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends k{static styles=[u,n` :host{display:contents}@media (max-width:37.5rem){button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t:e}=this.texts,{drafting:t,trouble:n}=this.leaving,r=n?o(e,n,e(`The draft cannot be opened right now. Try again in a moment.`)):``;return i`<button ?disabled=${t} @click=${this.open}>${e(t?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert">${r}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});function j({t:e}){return e(`The conversation goes on: the file has what was said so far.`)}var M=class extends r{static styles=[u,v,n` dialog{width:min(26rem,calc(100vw - 2rem));padding:1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3;margin-bottom:.5rem}.forms{margin-block:1rem 1.5rem}.actions{display:flex;justify-content:flex-end}`];texts;url=``;note=``;firstUpdated(){this.dialog?.showModal()}render(){let{t:e}=this.texts;return i`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <h2 id="heading">${e(`Export the log`)}</h2>
 ${this.note?i`<p>${this.note}</p>`:t}
 <div @click=${this.chosen}>${_(this.texts,this.url)}</div>
 <div class="actions"><button @click=${()=>this.dialog?.close()}>${e(`Cancel`)}</button></div>
 </dialog>`}chosen=({target:e})=>{e.closest(`a`)&&this.dialog?.close()};get dialog(){return this.renderRoot.querySelector(`dialog`)}},N=class extends r{static properties={failure:{state:!0},later:{state:!0}};static styles=[u,n` dialog{width:min(34rem,calc(100vw - 1rem));max-height:calc(100dvh - 1rem);padding:1.5rem 1.5rem 0;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow:auto;overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.row{display:flex;flex-wrap:wrap;gap:.5rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.end{position:sticky;inset-block-end:0;justify-content:flex-end;margin:.5rem -1.5rem 0;padding:1rem 1.5rem;background:var(--ground)}.error:empty{display:none}@media (max-width:37.5rem){dialog{padding:1rem 1rem 0}.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}.end{margin-inline:-1rem;padding:.5rem 1rem}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}firstUpdated(){this.dialog?.showModal()}render(){let{t:e}=this.texts,{helped:n,quote:r,ready:a,thanks:o}=this.leaving.wanted,s=this.talk.call?.mine?.asked_to_quote??!1;return i`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
 <h2 id="heading" tabindex="-1" autofocus>${e(`Before you go`)}</h2>
 <p id="text" class="small quiet">${e(`You don't have to answer.`)} ${this.talk.entries?e(`What was said is kept.`):t}</p>
 <div class="asks">
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${this.leaving.feedback}
 .helped=${n}
 .quote=${r}
 .wished=${s}
 ></chatxblock-feedback>
 ${o.length>0?i`<div class="row">${o.map(e=>this.renderThanks(e))}</div>`:t}
 <p class="error" role="alert">${this.failure}</p>
 ${a?this.renderDraft():t}
 </div>
 <div class="row end">
 <button @click=${()=>this.close(`stay`)}>${e(`Stay`)}</button>
 <button class=${a&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${e(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(e){let{t}=this.texts,{jid:n}=e,r=d(e.name);return this.talk.thanked.has(n)?i`<span role="status">${l(t(`You thanked {name}.`,{name:r}))}</span>`:i`<button @click=${()=>void this.thank(e)}><span>${l(t(`Thank {name}`,{name:r}))}</span></button>`}renderDraft(){let{t:e}=this.texts;return this.later?i`<p class="quiet" role="status">${e(`You find the draft in this window, also after you have left.`)}</p>`:i`<div class="draft">
 <p>${e(`A draft for the next learner is ready:`)} <q dir="auto">${y(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${e(`Look at it and publish`)}</button>
 <button @click=${()=>this.later=!0}>${e(`Later`)}</button>
 </div>
 </div>`}get leaving(){return D(this.talk)}get dialog(){return this.renderRoot.querySelector(`dialog`)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank({jid:e}){this.failure=``;try{await this.talk.act(`thank`,{person:e}),this.talk.thanked.add(e)}catch(e){this.failure=o(this.texts.t,e)}this.requestUpdate()}},P=class extends r{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=b;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:e,texts:t,wish:n}=this;if(n.kind===`export`)return i`<chatxblock-export .texts=${t} .url=${n.url} .note=${n.note??j(t)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-export>`;if(n.kind===`leave`&&T(D(e).wanted))return i`<chatxblock-leaving .texts=${t} .talk=${e} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let r=this.words(t,n);return i`<chatxblock-dialog
 .heading=${r.heading}
 .text=${r.text}
 .confirm=${r.confirm}
 .cancel=${t.t(`Cancel`)}
 .field=${r.field}
 .value=${this.invited.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>this.invited.value=e}
 @dismissed=${()=>this.tell(`dismissed`)}
 @confirmed=${({detail:e})=>void this.grant(n,e)}
 ></chatxblock-dialog>`}async grant(e,t){this.busy=!0,e.kind===`leave`?D(this.conversation).leave():this.failure=await this.words(this.texts,e).carryOut(this.conversation,t),this.busy=!1,this.failure||(e.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,g),customElements.define(`chatxblock-export`,M),customElements.define(`chatxblock-feedback`,h),customElements.define(`chatxblock-leaving`,N),customElements.define(`chatxblock-wish`,P),customElements.define(`chatxblock-after`,A);
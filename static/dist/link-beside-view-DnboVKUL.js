import{C as e,F as t,I as n,P as r,b as i,c as a,g as o,l as s,m as c,w as l,x as u,y as d}from"./shared-y4l53BiX.js";import{n as f,t as p}from"./feedback-NsHGWlVC.js";import{t as m}from"./dialog-ChWga8h-.js";import{t as h}from"./notify-7zA-1wea.js";import{t as g}from"./wishes-DQmnUQi-.js";var _=[`helper`,`left`],v=[`asker`,`fellow`],y=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function b({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>_.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(v.includes(a)||a===`helper`)&&!y.includes(t?.why??``);return{helped:l&&v.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function x({helped:e,quote:t,ready:n}){return e||t||n}var S=new WeakMap;function C(e,t=e.me){let n=S.get(e)??new w(e,t);return S.set(e,n),n}var w=class{talk;me;feedback;drafting=!1;trouble=null;constructor(e,n){this.talk=e,this.me=n;let i=n.split(`@`,1)[0]??``,o=new a(new s(r(`localStorage`),i),`feedback:${e.callId}`);this.feedback=new f({callId:e.callId,handlers:e.handlers,timers:t,kept:o}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),b(this.talk,this.me)}async leave(){let e=x(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(e){this.report(!0,null);try{let{resource:t}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});e(d(t.edit_url??``)),this.report(!1,null)}catch(e){if(!(e instanceof n))throw e;this.report(!1,e)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},T=class extends i{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return C(this.talk,this.me||this.talk.me)}},E=class extends T{static styles=[c,l` section{display:grid;gap:.5rem;max-width:44rem;margin-top:1rem;padding:1rem 1.25rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:i}=this.leaving.wanted,a=this.talk.call?.mine?.asked_to_quote??!1,o=t(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),s=n.undelivered?o:this.answered?t(`Thank you. You can change it here at any time.`):``;return!r&&!i&&!s?u:e`<section aria-label=${t(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${i}
 .wished=${a}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${s}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends T{static styles=[c,l` :host{display:contents}@media (max-width:37.5rem){button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t}=this.texts,{drafting:n,trouble:r}=this.leaving,i=r?o(t,r,t(`The draft cannot be opened right now. Try again in a moment.`)):``;return e`<button ?disabled=${n} @click=${this.open}>${t(n?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert" dir="auto">${i}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});var D=class extends i{static properties={failure:{state:!0},later:{state:!0}};static styles=[c,l` dialog{width:min(34rem,calc(100vw - 1rem));max-height:calc(100dvh - 1rem);padding:1.5rem 1.5rem 0;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow:auto;overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.row{display:flex;flex-wrap:wrap;gap:.5rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.end{position:sticky;inset-block-end:0;justify-content:flex-end;margin:.5rem -1.5rem 0;padding:1rem 1.5rem;background:var(--ground)}.error:empty{display:none}@media (max-width:37.5rem){dialog{padding:1rem 1rem 0}.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}.end{margin-inline:-1rem;padding:.5rem 1rem}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}firstUpdated(){this.dialog?.showModal()}render(){let{t}=this.texts,{helped:n,quote:r,ready:i,thanks:a}=this.leaving.wanted,o=this.talk.call?.mine?.asked_to_quote??!1;return e`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
 <h2 id="heading" tabindex="-1" autofocus>${t(`Before you go`)}</h2>
 <p id="text" class="small quiet">${t(`You don't have to answer.`)} ${this.talk.entries?t(`What was said is kept.`):u}</p>
 <div class="asks">
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${this.leaving.feedback}
 .helped=${n}
 .quote=${r}
 .wished=${o}
 ></chatxblock-feedback>
 ${a.length>0?e`<div class="row">${a.map(e=>this.renderThanks(e))}</div>`:u}
 <p class="error" role="alert" dir="auto">${this.failure}</p>
 ${i?this.renderDraft():u}
 </div>
 <div class="row end">
 <button @click=${()=>this.close(`stay`)}>${t(`Stay`)}</button>
 <button class=${i&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${t(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(t){let{t:n}=this.texts,{jid:r,name:i}=t;return this.talk.thanked.has(r)?e`<span role="status" dir="auto">${n(`You thanked {name}.`,{name:i})}</span>`:e`<button dir="auto" @click=${()=>void this.thank(t)}>${n(`Thank {name}`,{name:i})}</button>`}renderDraft(){let{t}=this.texts;return this.later?e`<p class="quiet" role="status">${t(`You find the draft in this window, also after you have left.`)}</p>`:e`<div class="draft">
 <p>${t(`A draft for the next learner is ready:`)} <q dir="auto">${h(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${t(`Look at it and publish`)}</button>
 <button @click=${()=>this.later=!0}>${t(`Later`)}</button>
 </div>
 </div>`}get leaving(){return C(this.talk)}get dialog(){return this.renderRoot.querySelector(`dialog`)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank({jid:e}){this.failure=``;try{await this.talk.act(`thank`,{person:e}),this.talk.thanked.add(e)}catch(e){this.failure=o(this.texts.t,e)}this.requestUpdate()}},O=class extends i{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=g;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:t,texts:n}=this;if(this.wish.kind===`leave`&&x(C(t).wanted))return e`<chatxblock-leaving .texts=${n} .talk=${t} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let r=this.words(n,this.wish);return e`<chatxblock-dialog
 .heading=${r.heading}
 .text=${r.text}
 .confirm=${r.confirm}
 .cancel=${n.t(`Cancel`)}
 .field=${r.field}
 .value=${this.invited.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>this.invited.value=e}
 @dismissed=${()=>this.tell(`dismissed`)}
 @confirmed=${({detail:e})=>void this.grant(e)}
 ></chatxblock-dialog>`}async grant(e){this.busy=!0,this.wish.kind===`leave`?C(this.conversation).leave():this.failure=await this.words(this.texts,this.wish).carryOut(this.conversation,e),this.busy=!1,this.failure||(this.wish.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,m),customElements.define(`chatxblock-feedback`,p),customElements.define(`chatxblock-leaving`,D),customElements.define(`chatxblock-wish`,O),customElements.define(`chatxblock-after`,E);
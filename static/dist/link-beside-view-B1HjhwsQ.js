import{B as e,C as t,E as n,O as r,R as i,S as a,T as o,_ as s,b as c,c as l,f as u,h as d,k as f,l as p,u as m,v as h,y as g,z as _}from"./shared-DY7Lwrxs.js";import{n as v,t as y}from"./feedback-C_05GOT8.js";import{t as b}from"./menu-BNxpzJNa.js";import{n as x,t as S}from"./face-DVVM3B7r.js";import{t as C}from"./dialog-CiEhaflY.js";import{n as w,r as T}from"./forms-C6Ma6Tao.js";import{t as E}from"./notify-Dar1pOXW.js";import{t as D}from"./wishes-Di7yc9Bn.js";var O=[`helper`,`left`],k=[`asker`,`fellow`],A=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function j({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>O.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(k.includes(a)||a===`helper`)&&!A.includes(t?.why??``);return{helped:l&&k.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function M({helped:e,quote:t,ready:n}){return e||t||n}var N=new WeakMap;function P(e,t=e.me){let n=N.get(e)??new F(e,t);return N.set(e,n),n}var F=class{talk;me;feedback;drafting=!1;trouble=null;constructor(e,t){this.talk=e,this.me=t;let n=t.split(`@`,1)[0]??``,r=new l(new p(i(`localStorage`),n),`feedback:${e.callId}`);this.feedback=new v({callId:e.callId,handlers:e.handlers,timers:_,kept:r}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),j(this.talk,this.me)}async leave(){let e=M(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(t){this.report(!0,null);try{let{resource:e}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});t(c(e.edit_url??``)),this.report(!1,null)}catch(t){if(!(t instanceof e))throw t;this.report(!1,t)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},I=class extends a{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return P(this.talk,this.me||this.talk.me)}},L=class extends I{static styles=[d,n` section{display:grid;gap:.5rem;max-width:44rem;margin-top:1rem;padding:1rem 1.25rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t:e}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:i}=this.leaving.wanted,a=this.talk.call?.mine?.asked_to_quote??!1,s=e(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),c=n.undelivered?s:this.answered?e(`Thank you. You can change it here at any time.`):``;return!r&&!i&&!c?t:o`<section aria-label=${e(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${i}
 .wished=${a}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${c}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends I{static styles=[d,n` :host{display:contents}@media (max-width:37.5rem){button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t:e}=this.texts,{drafting:t,trouble:n}=this.leaving,r=n?s(e,n,e(`The draft cannot be opened right now. Try again in a moment.`)):``;return o`<button ?disabled=${t} @click=${this.open}>${e(t?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert">${r}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});var R=class extends a{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},unsure:{type:Boolean}};static styles=[d,x,n` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new r,this.people=[],this.mayChange=this.unsure=!1}render(){let{t:e}=this.texts,t=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return t.length===0?o``:o`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${t.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t:n}=this.texts,r=this.note(e);return o`<li class=${e.inside?`inside`:``}>
 <span class="who">${S(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?o`<span class="hidden">${n(`here`)}</span>`:t}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${r?o`<span class="quiet">${r}</span>`:t}</span
 >
 ${this.mayChange&&!e.me&&[`helper`,`invited`,`fellow`].includes(e.role)?this.renderMenu(e):t}
 </li>`}renderMenu(e){let{t}=this.texts,{name:n}=e,r=()=>this.dispatchEvent(new CustomEvent(`remove`,{detail:e})),i=t(`More about {name}`,{name:n});return o`<chatxblock-menu class="aside" .label=${i} .items=${[{label:t(`Remove`),name:t(`Remove {name}`,{name:n}),run:r}]}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${i}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},z=class extends a{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:g}};static styles=[d,n` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new r,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,n=this.call?.question||this.typed;if(!n)return t;let r=f(this.call?.asker.name??``);return o`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):u(e(`{name} asked`,{name:r}))}</span>
 ${this.renderTime()}
 </p>
 <p class="words" dir="auto">${n}</p>
 ${this.renderWhere()} ${m(this.texts,this.call?.read)}
 </section>`}renderTime(){let e=new h(this.texts),t=this.call?Date.parse(this.call.asked_at):this.now;return o`<time datetime=${new Date(t).toISOString()} title=${e.long(t)}>${e.brief(t,this.now)}</time>`}renderWhere(){let e=c(this.call?.context.url||this.place.url),n=this.call?.context.title||this.place.title||e;if(!n)return t;let r=o`<bdi>${n}</bdi>`,i=e?o`<a href=${e} target="_blank" rel="noopener">${r}</a>`:r;return o`<p class="where small">${this.texts.t(`Asked in:`)} ${i}</p>`}};customElements.define(`chatxblock-menu`,b),customElements.define(`chatxblock-people`,R),customElements.define(`chatxblock-question`,z);function B({t:e}){return e(`The conversation goes on: the file has what was said so far.`)}var V=class extends a{static styles=[d,T,n` dialog{width:min(26rem,calc(100vw - 2rem));padding:1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3;margin-bottom:.5rem}.forms{margin-block:1rem 1.5rem}.actions{display:flex;justify-content:flex-end}`];texts;url=``;note=``;firstUpdated(){this.dialog?.showModal()}render(){let{t:e}=this.texts;return o`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <h2 id="heading">${e(`Export the log`)}</h2>
 ${this.note?o`<p>${this.note}</p>`:t}
 <div @click=${this.chosen}>${w(this.texts,this.url)}</div>
 <div class="actions"><button @click=${()=>this.dialog?.close()}>${e(`Cancel`)}</button></div>
 </dialog>`}chosen=({target:e})=>{e.closest(`a`)&&this.dialog?.close()};get dialog(){return this.renderRoot.querySelector(`dialog`)}},H=class extends a{static properties={failure:{state:!0},later:{state:!0}};static styles=[d,n` dialog{width:min(34rem,calc(100vw - 1rem));max-height:calc(100dvh - 1rem);padding:1.5rem 1.5rem 0;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow:auto;overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.row{display:flex;flex-wrap:wrap;gap:.5rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.end{position:sticky;inset-block-end:0;justify-content:flex-end;margin:.5rem -1.5rem 0;padding:1rem 1.5rem;background:var(--ground)}.error:empty{display:none}@media (max-width:37.5rem){dialog{padding:1rem 1rem 0}.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}.end{margin-inline:-1rem;padding:.5rem 1rem}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}firstUpdated(){this.dialog?.showModal()}render(){let{t:e}=this.texts,{helped:n,quote:r,ready:i,thanks:a}=this.leaving.wanted,s=this.talk.call?.mine?.asked_to_quote??!1;return o`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
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
 ${a.length>0?o`<div class="row">${a.map(e=>this.renderThanks(e))}</div>`:t}
 <p class="error" role="alert">${this.failure}</p>
 ${i?this.renderDraft():t}
 </div>
 <div class="row end">
 <button @click=${()=>this.close(`stay`)}>${e(`Stay`)}</button>
 <button class=${i&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${e(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(e){let{t}=this.texts,{jid:n}=e,r=f(e.name);return this.talk.thanked.has(n)?o`<span role="status">${u(t(`You thanked {name}.`,{name:r}))}</span>`:o`<button @click=${()=>void this.thank(e)}><span>${u(t(`Thank {name}`,{name:r}))}</span></button>`}renderDraft(){let{t:e}=this.texts;return this.later?o`<p class="quiet" role="status">${e(`You find the draft in this window, also after you have left.`)}</p>`:o`<div class="draft">
 <p>${e(`A draft for the next learner is ready:`)} <q dir="auto">${E(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${e(`Look at it and publish`)}</button>
 <button @click=${()=>this.later=!0}>${e(`Later`)}</button>
 </div>
 </div>`}get leaving(){return P(this.talk)}get dialog(){return this.renderRoot.querySelector(`dialog`)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank({jid:e}){this.failure=``;try{await this.talk.act(`thank`,{person:e}),this.talk.thanked.add(e)}catch(e){this.failure=s(this.texts.t,e)}this.requestUpdate()}},U=class extends a{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=D;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:e,texts:t,wish:n}=this;if(n.kind===`export`)return o`<chatxblock-export .texts=${t} .url=${n.url} .note=${n.note??B(t)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-export>`;if(n.kind===`leave`&&M(P(e).wanted))return o`<chatxblock-leaving .texts=${t} .talk=${e} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let r=this.words(t,n);return o`<chatxblock-dialog
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
 ></chatxblock-dialog>`}async grant(e,t){this.busy=!0,e.kind===`leave`?P(this.conversation).leave():this.failure=await this.words(this.texts,e).carryOut(this.conversation,t),this.busy=!1,this.failure||(e.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,C),customElements.define(`chatxblock-export`,V),customElements.define(`chatxblock-feedback`,y),customElements.define(`chatxblock-leaving`,H),customElements.define(`chatxblock-wish`,U),customElements.define(`chatxblock-after`,L);
import{A as e,D as t,H as n,O as r,S as i,T as a,U as o,W as s,_ as c,b as l,d as u,f as d,j as f,l as p,n as m,u as h,w as g,x as _,y as v}from"./shared-1GrJkl-G.js";import{n as y,t as b}from"./feedback-Cv8ggrV6.js";import{t as x}from"./menu-clJTiybH.js";import{n as S,t as C}from"./face-fgMMr7ZA.js";import{n as w,t as T}from"./dialog-JILzJmZY.js";import{t as E}from"./reporting-ByI9NLSV.js";import{n as D,r as O}from"./forms-B8G9vtxE.js";import{t as k}from"./notify-BcPARPJo.js";import{t as A}from"./wishes-BNAW8IK0.js";var j=[`helper`,`left`],M=[`asker`,`fellow`],N=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function P({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>j.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(M.includes(a)||a===`helper`)&&!N.includes(t?.why??``);return{helped:l&&M.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function F({helped:e,quote:t,ready:n}){return e||t||n}var I=new WeakMap;function L(e,t=e.me){let n=I.get(e)??new R(e,t);return I.set(e,n),n}var R=class{talk;me;feedback;drafting=!1;trouble=null;constructor(e,t){this.talk=e,this.me=t;let r=t.split(`@`,1)[0]??``,i=new p(new h(n(`localStorage`),r),`feedback:${e.callId}`);this.feedback=new y({callId:e.callId,handlers:e.handlers,timers:o,kept:i}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),P(this.talk,this.me)}async leave(){let e=F(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(e){this.report(!0,null);try{let{resource:t}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});e(i(t.edit_url??``)),this.report(!1,null)}catch(e){if(!(e instanceof s))throw e;this.report(!1,e)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},z=class extends g{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return L(this.talk,this.me||this.talk.me)}},B=class extends z{static styles=[c,r` section{display:grid;gap:.5rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t:e}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:i}=this.leaving.wanted,o=this.talk.call?.mine?.asked_to_quote??!1,s=e(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),c=n.undelivered?s:this.answered?e(`Thank you. You can change it here at any time.`):``;return!r&&!i&&!c?a:t`<section aria-label=${e(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${i}
 .wished=${o}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${c}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends z{static styles=[c,r` :host{display:contents}@media (max-width:37.5rem){button{flex:1 1 auto;padding-inline:.5rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t:e}=this.texts,{drafting:n,trouble:r}=this.leaving,i=r?v(e,r,e(`The draft cannot be opened right now. Try again in a moment.`)):``;return t`<button ?disabled=${n} @click=${this.open}>${e(n?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert">${i}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});var V=[`helper`,`invited`,`fellow`],H=class extends g{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},mayReport:{type:Boolean},unsure:{type:Boolean}};static styles=[c,S,r` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new e,this.people=[],this.mayChange=this.mayReport=this.unsure=!1}render(){let{t:e}=this.texts,n=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return n.length===0?t``:t`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${n.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t:n}=this.texts,r=this.note(e);return t`<li class=${e.inside?`inside`:``}>
 <span class="who">${C(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?t`<span class="hidden">${n(`here`)}</span>`:a}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${r?t`<span class="quiet">${r}</span>`:a}</span
 >
 ${this.renderMenu(e)}
 </li>`}renderMenu(e){let{t:n}=this.texts,{me:r,name:i,role:o}=e,s=t=>()=>this.dispatchEvent(new CustomEvent(t,{detail:e})),c=[];if(this.mayChange&&V.includes(o)&&c.push({label:n(`Remove`),name:n(`Remove {name}`,{name:i}),run:s(`remove`)}),this.mayReport&&o!==`invited`&&c.push({label:n(`Report`),name:n(`Report {name}`,{name:i}),run:s(`report`)}),r||c.length===0)return a;let l=n(`More about {name}`,{name:i});return t`<chatxblock-menu class="aside" .label=${l} .items=${c}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${l}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},U=class extends g{static properties={label:{}};static styles=[c,r` :host{flex:none}button{min-height:2.25rem;min-width:2.25rem;padding:.5rem;color:var(--quiet)}svg{width:1.25rem;height:1.25rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linejoin:round}`];render(){return t`<button type="button" class="plain" aria-label=${this.label} title=${this.label}>
 <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 8h4l2-3h6l2 3h4v11H3z" /><circle cx="12" cy="13" r="3.5" /></svg>
 </button>`}},W=class extends g{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:_}};static styles=[c,r` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.sent{margin-top:.5rem}.sent .words{max-height:10rem;overflow-y:auto;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new e,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,n=this.call?.question||this.typed;if(!n)return a;let r=f(this.call?.asker.name??``);return t`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):d(e(`{name} asked`,{name:r}))}</span>
 ${this.renderTime()}
 </p>
 <div class="words" dir="auto">${m(n)}</div>
 ${this.renderSent()} ${this.renderWhere()} ${u(this.texts,this.call?.read)}
 </section>`}renderSent(){let{t:e}=this.texts;if(!this.call)return a;let{excerpt:n,exercise:r,last_answer:i}=this.call.context,o=[[this.own?e(`You marked:`):e(`Marked there:`),n],[e(`The exercise:`),r],[this.own?e(`Your last answer:`):e(`Last answer:`),i]];return t`${o.map(([e,n])=>n?t`<div class="sent small"><p class="quiet">${e}</p><div class="words" dir="auto" tabindex=${n.length>400?0:a}>${m(n)}</div></div>`:a)}`}renderTime(){let e=new l(this.texts),n=this.call?Date.parse(this.call.asked_at):this.now;return t`<time datetime=${new Date(n).toISOString()} title=${e.long(n)}>${e.brief(n,this.now)}</time>`}renderWhere(){let e=i(this.call?.context.url||this.place.url),n=this.call?.context.title||this.place.title||e;if(!n)return a;let r=t`<bdi>${n}</bdi>`,o=e?t`<a href=${e} target="_blank" rel="noopener">${r}</a>`:r;return t`<p class="where small">${this.texts.t(`Asked in:`)} ${o}</p>`}};customElements.define(`chatxblock-attach`,U),customElements.define(`chatxblock-menu`,x),customElements.define(`chatxblock-people`,H),customElements.define(`chatxblock-question`,W);function G({t:e}){return e(`The conversation goes on: the file has what was said so far.`)}var K=class extends w{static styles=[...w.styles,O,r` .forms{margin-block:1rem 0}.forms a{border-color:var(--field)}.forms a:hover{border-color:var(--ink)}`];texts;url=``;note=``;render(){let{t:e}=this.texts;return t`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <h2 id="heading">${e(`Export the log`)}</h2>
 ${this.note?t`<p>${this.note}</p>`:a}
 <div @click=${this.chosen}>${D(this.texts,this.url)}</div>
 <div class="actions"><button @click=${()=>this.dialog?.close()}>${e(`Close`)}</button></div>
 </dialog>`}chosen=({target:e})=>{e.closest(`a`)&&this.dialog?.close()}},q=class extends w{static properties={failure:{state:!0},later:{state:!0}};static styles=[...w.styles,r` dialog{width:min(37rem,calc(100vw - 2rem))}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}.row{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.error:empty{display:none}@media (max-width:37.5rem){.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{helped:n,quote:r,ready:i,thanks:o}=this.leaving.wanted,s=this.talk.call?.mine?.asked_to_quote??!1;return t`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
 <h2 id="heading" tabindex="-1" autofocus>${e(`Before you go`)}</h2>
 <p id="text" class="small quiet">${e(`You don't have to answer.`)} ${this.talk.entries?e(`What was said is kept.`):a}</p>
 <div class="asks">
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${this.leaving.feedback}
 .helped=${n}
 .quote=${r}
 .wished=${s}
 >${o.length>0?this.renderThanks(o):a}</chatxblock-feedback
 >
 <p class="error" role="alert">${this.failure}</p>
 ${i?this.renderDraft():a}
 </div>
 <div class="actions">
 <button @click=${()=>this.close(`stay`)}>${e(`Stay`)}</button>
 <button class=${i&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${e(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(e){let{t:n,n:r,list:i}=this.texts,a=e.filter(({jid:e})=>!this.talk.thanked.has(e)),[o]=a;if(!o){let r=i(e.map(({name:e})=>e));return t`<span class="small quiet" role="status">${d(n(`You thanked {name}.`,{name:r}))}</span>`}let s=a.length===1?n(`Thank {name}`,{name:f(o.name)}):r(`Thank {n} helper`,`Thank all {n} helpers`,a.length);return t`<button @click=${()=>void this.thank(a)}><span>${d(s)}</span></button>`}renderDraft(){let{t:e}=this.texts;return this.later?t`<p class="quiet" role="status">${e(`You find the draft in this window, also after you have left.`)}</p>`:t`<div class="draft">
 <p>${e(`A draft for the next learner is ready:`)} <q dir="auto">${k(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${e(`Look at it and publish`)}</button>
 <button class="plain" @click=${this.putOff}>${e(`Later`)}</button>
 </div>
 </div>`}putOff=()=>{this.later=!0,this.updateComplete.then(()=>this.renderRoot.querySelector(`.primary`)?.focus())};get leaving(){return L(this.talk)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank(e){this.failure=``;try{for(let{jid:t}of e)await this.talk.act(`thank`,{person:t}),this.talk.thanked.add(t)}catch(e){this.failure=v(this.texts.t,e)}this.requestUpdate()}},J=class extends g{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=A;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:e,texts:n,wish:r}=this;if(r.kind===`export`)return t`<chatxblock-export .texts=${n} .url=${r.url} .note=${r.note??G(n)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-export>`;if(r.kind===`report`){let{callId:i,handlers:a}=e;return t`<chatxblock-report .texts=${n} .handlers=${a} .reported=${{...r,callId:i}} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-report>`}if(r.kind===`leave`&&F(L(e).wanted))return t`<chatxblock-leaving .texts=${n} .talk=${e} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let i=this.words(n,r);return t`<chatxblock-dialog
 .heading=${i.heading}
 .text=${i.text}
 .confirm=${i.confirm}
 .cancel=${i.cancel}
 .danger=${i.danger??!1}
 .field=${i.field}
 .value=${this.invited.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>this.invited.value=e}
 @dismissed=${()=>this.tell(`dismissed`)}
 @confirmed=${({detail:e})=>void this.grant(r,e)}
 ></chatxblock-dialog>`}async grant(e,t){this.busy=!0,e.kind===`leave`?L(this.conversation).leave():this.failure=await this.words(this.texts,e).carryOut(this.conversation,t),this.busy=!1,this.failure||(e.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,T),customElements.define(`chatxblock-export`,K),customElements.define(`chatxblock-feedback`,b),customElements.define(`chatxblock-leaving`,q),customElements.define(`chatxblock-report`,E),customElements.define(`chatxblock-wish`,J),customElements.define(`chatxblock-after`,B);
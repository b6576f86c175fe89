import{C as e,E as t,G as n,M as r,O as i,S as a,T as o,U as s,W as c,b as l,d as u,f as d,j as f,k as p,l as m,n as h,u as g,v as _,x as v}from"./shared-CNMNyt_m.js";import{n as y,t as b}from"./feedback-DMD93Gnk.js";import{t as x}from"./menu-CR5xf2k1.js";import{n as S,t as C}from"./face-CEIpmhrH.js";import{n as w,t as T}from"./dialog-B3k4Cfbi.js";import{t as E}from"./reporting-n4vVX9US.js";import{n as D,r as O}from"./forms-CTICBNF7.js";import{t as k}from"./notify-C2qIN-MF.js";import{t as A}from"./wishes-DhJmVlQc.js";var j=[`helper`,`left`],M=[`asker`,`fellow`],N=[`removed`,`stranger`,`refused`,`nothing`,`other-call`,`full`];function P({call:e,end:t,entries:n,people:r},i){let a=e?.my_role??`staff`,o=r.filter(e=>j.includes(e.role)),s=new Set(n?.map(e=>e.kind===`line`?e.author:``)),c=o.some(({jid:e})=>s.has(e)),l=(M.includes(a)||a===`helper`)&&!N.includes(t?.why??``);return{helped:l&&M.includes(a)&&(n?c:o.length>0),quote:l&&c&&s.has(i),draft:l&&c,ready:l&&c&&(a===`asker`||e?.asker_left===!0),thanks:a===`asker`?o:[]}}function F({helped:e,quote:t,ready:n}){return e||t||n}var I=new WeakMap;function L(e,t=e.me){let n=I.get(e)??new R(e,t);return I.set(e,n),n}var R=class{talk;me;feedback;drafting=!1;trouble=null;constructor(e,t){this.talk=e,this.me=t;let n=t.split(`@`,1)[0]??``,r=new m(new g(s(`localStorage`),n),`feedback:${e.callId}`);this.feedback=new y({callId:e.callId,handlers:e.handlers,timers:c,kept:r}),window.addEventListener(`online`,()=>this.feedback.wake()),this.feedback.pending&&this.feedback.send()}get wanted(){return this.feedback.take(this.talk.call?.mine),P(this.talk,this.me)}async leave(){let e=F(this.wanted),t=this.talk.leave();t&&await this.feedback.leave(t,e)}async draft(t){this.report(!0,null);try{let{resource:n}=await this.talk.handlers.post(`resource_draft`,{call_id:this.talk.callId});t(e(n.edit_url??``)),this.report(!1,null)}catch(e){if(!(e instanceof n))throw e;this.report(!1,e)}}report(e,t){this.drafting=e,this.trouble=t,this.feedback.changed.emit()}},z=class extends o{texts;talk;me=``;stops=[];connectedCallback(){super.connectedCallback(),this.stops=[this.talk.changed,this.leaving.feedback.changed].map(e=>e.subscribe(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}get leaving(){return L(this.talk,this.me||this.talk.me)}},B=class extends z{static styles=[_,p` section{display:grid;gap:.5rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised)}p:empty{display:none}`];answered=!1;render(){let{t:e}=this.texts,{feedback:n}=this.leaving,{helped:r,quote:a}=this.leaving.wanted,o=this.talk.call?.mine?.asked_to_quote??!1,s=e(`We can't reach the server right now. What you said is kept, and sent as soon as it can be.`),c=n.undelivered?s:this.answered?e(`Thank you. You can change it here at any time.`):``;return!r&&!a&&!c?t:i`<section aria-label=${e(`What this was to you`)}>
 <chatxblock-feedback
 .texts=${this.texts}
 .feedback=${n}
 .helped=${r}
 .quote=${a}
 .wished=${o}
 @said=${this.said}
 ></chatxblock-feedback>
 <p class="small quiet" role="status">${c}</p>
 </section>`}said=()=>{this.answered=!0,this.leaving.feedback.send()}};(class extends z{static styles=[_,p` :host{display:contents}@media (max-width:37.5rem){button{flex:1 1 auto;padding-inline:.5rem}}.error{width:100%}.error:empty{display:none}`];render(){let{t:e}=this.texts,{drafting:t,trouble:n}=this.leaving,r=n?l(e,n,e(`The draft cannot be opened right now. Try again in a moment.`)):``;return i`<button ?disabled=${t} @click=${this.open}>${e(t?`The draft opens…`:`Make it a resource`)}</button>
 <span class="error" role="alert">${r}</span>`}open=()=>{let e=window.open(``,`_blank`);this.leaving.draft(t=>{e?e.location.href=t:location.assign(t)}).then(()=>this.leaving.trouble&&e?.close())}});var V=[`helper`,`invited`,`fellow`],H=class extends o{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},mayReport:{type:Boolean},unsure:{type:Boolean}};static styles=[_,S,p` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new f,this.people=[],this.mayChange=this.mayReport=this.unsure=!1}render(){let{t:e}=this.texts,t=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return t.length===0?i``:i`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${t.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t:n}=this.texts,r=this.note(e);return i`<li class=${e.inside?`inside`:``}>
 <span class="who">${C(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?i`<span class="hidden">${n(`here`)}</span>`:t}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${r?i`<span class="quiet">${r}</span>`:t}</span
 >
 ${this.renderMenu(e)}
 </li>`}renderMenu(e){let{t:n}=this.texts,{me:r,name:a,role:o}=e,s=t=>()=>this.dispatchEvent(new CustomEvent(t,{detail:e})),c=[];if(this.mayChange&&V.includes(o)&&c.push({label:n(`Remove`),name:n(`Remove {name}`,{name:a}),run:s(`remove`)}),this.mayReport&&o!==`invited`&&c.push({label:n(`Report`),name:n(`Report {name}`,{name:a}),run:s(`report`)}),r||c.length===0)return t;let l=n(`More about {name}`,{name:a});return i`<chatxblock-menu class="aside" .label=${l} .items=${c}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${l}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},U=class extends o{static properties={label:{}};static styles=[_,p` :host{flex:none}button{min-height:2.25rem;min-width:2.25rem;padding:.5rem;color:var(--quiet)}svg{width:1.25rem;height:1.25rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linejoin:round}`];render(){return i`<button type="button" class="plain" aria-label=${this.label} title=${this.label}>
 <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 8h4l2-3h6l2 3h4v11H3z" /><circle cx="12" cy="13" r="3.5" /></svg>
 </button>`}};function W(e){return K(e,`$`,`$`)}function G(e){let{text:t,from:n,to:r}=e;if(!t.slice(n,r).includes(`
`))return K(e,"`","`");let i=n===0||t[n-1]===`
`?``:`
`,a=t[r]===`
`||r===t.length?``:`
`;return K(e,`${i}\`\`\`\n`,`\n\`\`\`${a}`)}function K({text:e,from:t,to:n},r,i){let a=e.slice(t,n);return{text:`${e.slice(0,t)}${r}${a}${i}${e.slice(n)}`,from:t+r.length,to:n+r.length}}var q=class extends o{static properties={texts:{attribute:!1}};static styles=[_,p` :host{display:flex;flex:none}button{min-height:2.25rem;min-width:2.25rem;padding:.25rem;color:var(--quiet);font-weight:400}.code{font-family:ui-monospace,monospace;font-size:.75rem}`];box=()=>null;constructor(){super(),this.texts=new f}render(){let{t:e}=this.texts;return i`${this.renderButton(e(`Formula`),``,`∑`,W)}${this.renderButton(e(`Code`),`code`,`</>`,G)}`}renderButton(e,t,n,r){return i`<button type="button" class="plain ${t}" aria-label=${e} title=${e} @mousedown=${J} @click=${()=>this.put(r)}>
 <span aria-hidden="true" dir="ltr">${n}</span>
 </button>`}put(e){let t=this.box();if(!t)return;let{text:n,from:r,to:i}=e({text:t.value,from:t.selectionStart,to:t.selectionEnd});t.focus(),t.value=n,t.setSelectionRange(r,i),t.dispatchEvent(new InputEvent(`input`))}};function J(e){e.preventDefault()}var Y=class extends o{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:a}};static styles=[_,p` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.sent{margin-top:.5rem}.sent .words{max-height:10rem;overflow-y:auto;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new f,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,n=this.call?.question||this.typed;if(!n)return t;let a=r(this.call?.asker.name??``);return i`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):d(e(`{name} asked`,{name:a}))}</span>
 ${this.renderTime()}
 </p>
 <div class="words" dir="auto">${h(n)}</div>
 ${this.renderSent()} ${this.renderWhere()} ${u(this.texts,this.call?.read)}
 </section>`}renderSent(){let{t:e}=this.texts;if(!this.call)return t;let{excerpt:n,exercise:r,last_answer:a}=this.call.context,o=[[this.own?e(`You marked:`):e(`Marked there:`),n],[e(`The exercise:`),r],[this.own?e(`Your last answer:`):e(`Last answer:`),a]];return i`${o.map(([e,n])=>n?i`<div class="sent small"><p class="quiet">${e}</p><div class="words" dir="auto" tabindex=${n.length>400?0:t}>${h(n)}</div></div>`:t)}`}renderTime(){let e=new v(this.texts),t=this.call?Date.parse(this.call.asked_at):this.now;return i`<time datetime=${new Date(t).toISOString()} title=${e.long(t)}>${e.brief(t,this.now)}</time>`}renderWhere(){let n=e(this.call?.context.url||this.place.url),r=this.call?.context.title||this.place.title||n;if(!r)return t;let a=i`<bdi>${r}</bdi>`,o=n?i`<a href=${n} target="_blank" rel="noopener">${a}</a>`:a;return i`<p class="where small">${this.texts.t(`Asked in:`)} ${o}</p>`}};customElements.define(`chatxblock-attach`,U),customElements.define(`chatxblock-tools`,q),customElements.define(`chatxblock-menu`,x),customElements.define(`chatxblock-people`,H),customElements.define(`chatxblock-question`,Y);function X({t:e}){return e(`The conversation goes on: the file has what was said so far.`)}var Z=class extends w{static styles=[...w.styles,O,p` .forms{margin-block:1rem 0}.forms a{border-color:var(--field)}.forms a:hover{border-color:var(--ink)}`];texts;url=``;note=``;render(){let{t:e}=this.texts;return i`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <h2 id="heading">${e(`Export the log`)}</h2>
 ${this.note?i`<p>${this.note}</p>`:t}
 <div @click=${this.chosen}>${D(this.texts,this.url)}</div>
 <div class="actions"><button @click=${()=>this.dialog?.close()}>${e(`Close`)}</button></div>
 </dialog>`}chosen=({target:e})=>{e.closest(`a`)&&this.dialog?.close()}},Q=class extends w{static properties={failure:{state:!0},later:{state:!0}};static styles=[...w.styles,p` dialog{width:min(37rem,calc(100vw - 2rem))}h2:focus{outline:none}.asks{display:grid;gap:1rem;margin-top:1rem}.draft{display:grid;gap:.5rem;padding:1rem;border-radius:.5rem;background:var(--raised)}.row{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem}q{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;overflow:hidden;font-weight:600}.error:empty{display:none}@media (max-width:37.5rem){.asks{gap:.75rem;margin-top:.75rem}.draft{padding:.75rem}}`];texts;talk;way=`leave`;stop=()=>void 0;constructor(){super(),this.failure=``,this.later=!1}connectedCallback(){super.connectedCallback(),this.stop=this.talk.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{helped:n,quote:r,ready:a,thanks:o}=this.leaving.wanted,s=this.talk.call?.mine?.asked_to_quote??!1;return i`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
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
 ${a?this.renderDraft():t}
 </div>
 <div class="actions">
 <button @click=${()=>this.close(`stay`)}>${e(`Stay`)}</button>
 <button class=${a&&!this.later?``:`primary`} @click=${()=>this.close(`leave`)}>${e(`Leave`)}</button>
 </div>
 </dialog>`}renderThanks(e){let{t,n,list:a}=this.texts,o=e.filter(({jid:e})=>!this.talk.thanked.has(e)),[s]=o;if(!s){let n=a(e.map(({name:e})=>e));return i`<span class="small quiet" role="status">${d(t(`You thanked {name}.`,{name:n}))}</span>`}let c=o.length===1?t(`Thank {name}`,{name:r(s.name)}):n(`Thank {n} helper`,`Thank all {n} helpers`,o.length);return i`<button @click=${()=>void this.thank(o)}><span>${d(c)}</span></button>`}renderDraft(){let{t:e}=this.texts;return this.later?i`<p class="quiet" role="status">${e(`You find the draft in this window, also after you have left.`)}</p>`:i`<div class="draft">
 <p>${e(`A draft for the next learner is ready:`)} <q dir="auto">${k(this.talk.call?.question??``)}</q></p>
 <div class="row">
 <button class="primary" @click=${()=>this.close(`draft`)}>${e(`Look at it and publish`)}</button>
 <button class="plain" @click=${this.putOff}>${e(`Later`)}</button>
 </div>
 </div>`}putOff=()=>{this.later=!0,this.updateComplete.then(()=>this.renderRoot.querySelector(`.primary`)?.focus())};get leaving(){return L(this.talk)}close(e){this.way=e,this.dialog?.close()}closed=()=>{let{way:e,leaving:t}=this;if(e===`stay`){t.feedback.pending&&t.feedback.send(),this.dispatchEvent(new CustomEvent(`dismissed`));return}let n=t.leave();e===`draft`&&n.then(()=>t.draft(e=>location.assign(e))),this.dispatchEvent(new CustomEvent(`granted`))};async thank(e){this.failure=``;try{for(let{jid:t}of e)await this.talk.act(`thank`,{person:t}),this.talk.thanked.add(t)}catch(e){this.failure=l(this.texts.t,e)}this.requestUpdate()}},$=class extends o{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;words=A;constructor(){super(),this.failure=``,this.busy=!1}render(){let{conversation:e,texts:t,wish:n}=this;if(n.kind===`export`)return i`<chatxblock-export .texts=${t} .url=${n.url} .note=${n.note??X(t)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-export>`;if(n.kind===`report`){let{callId:r,handlers:a}=e;return i`<chatxblock-report .texts=${t} .handlers=${a} .reported=${{...n,callId:r}} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-report>`}if(n.kind===`leave`&&F(L(e).wanted))return i`<chatxblock-leaving .texts=${t} .talk=${e} @granted=${()=>this.tell(`granted`)} @dismissed=${()=>this.tell(`dismissed`)}></chatxblock-leaving>`;let r=this.words(t,n);return i`<chatxblock-dialog
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
 ></chatxblock-dialog>`}async grant(e,t){this.busy=!0,e.kind===`leave`?L(this.conversation).leave():this.failure=await this.words(this.texts,e).carryOut(this.conversation,t),this.busy=!1,this.failure||(e.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,T),customElements.define(`chatxblock-export`,Z),customElements.define(`chatxblock-feedback`,b),customElements.define(`chatxblock-leaving`,Q),customElements.define(`chatxblock-report`,E),customElements.define(`chatxblock-wish`,$),customElements.define(`chatxblock-after`,B);
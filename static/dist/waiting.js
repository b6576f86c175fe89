import{A as e,E as t,M as n,N as r,T as i,W as a,b as o,k as s,m as c,p as l,v as u,y as d}from"./shared-CQyM8Vu6.js";import{n as f,t as p}from"./face-DikteeiP.js";import{i as m}from"./notify-B6KcKsi9.js";import{n as h,t as g}from"./attention-B_Fof7u7.js";var _=e` section{display:grid;gap:.5rem;margin-top:1rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised)}[tabindex="-1"]:focus{outline:none}li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding:.25rem 0;overflow-wrap:anywhere}li > .face + span{flex:1 1 8rem}.error:empty{display:none}`,v=class extends i{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[u,f,_];busy=new Set;stop=()=>void 0;constructor(){super(),this.texts=new n,this.failure=``,new d(this)}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e,n,list:r}=this.texts,{joinRequests:i}=this.conversation,a=r(i.map(({name:e})=>e));return s`<p class="hidden" role="status">${a?l(n(`{names} has the same question.`,`{names} have the same question.`,i.length,{names:a})):``}</p>
 ${i.length===0?t:s`<section aria-label=${e(`Who asks to join`)} tabindex="-1">
 <ul>
 ${c(i,({jid:e})=>e,e=>this.renderRequest(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}`}renderRequest(e){let{t:n}=this.texts,{name:i}=e,a=this.conversation.call?.my_role===`asker`,o=this.busy.has(e.jid);return s`<li>
 ${p(e)}
 <span>${l(n(`{name} has the same question.`,{name:r(i)}))}</span>
 <button aria-label=${n(`Let in {name}`,{name:i})} ?disabled=${o} @click=${()=>void this.answer(e,`admit`)}>${n(`Let in`)}</button>
 ${a?s`<button class="plain" aria-label=${n(`Not now, {name}`,{name:i})} ?disabled=${o} @click=${()=>void this.answer(e,`remove`)}>
 ${n(`Not now`)}
 </button>`:t}
 </li>`}async answer({jid:e},t){if(!this.busy.has(e)){this.busy.add(e),this.failure=``,this.requestUpdate();try{await this.conversation.act(t,{person:e})}catch(e){this.failure=o(this.texts.t,e)}finally{this.busy.delete(e),this.requestUpdate()}}}},y=[`helper`,`left`],b=class extends i{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[u,f,_];stop=()=>void 0;constructor(){super(),this.texts=new n,this.failure=``}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{call:n,end:r,people:i}=this.conversation,a=i.filter(e=>y.includes(e.role));return n?.my_role!==`asker`||!(n.solved||r)||a.length===0?t:s`<section aria-label=${e(`Say thank you`)}>
 <ul>
 ${c(a,({jid:e})=>e,e=>this.renderHelper(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}renderHelper(e){let{t}=this.texts,{name:n}=e;return this.conversation.thanked.has(e.jid)?s`<li>${p(e)} <span role="status">${l(t(`You thanked {name}.`,{name:r(n)}))}</span></li>`:s`<li>
 ${p(e)}
 <span>${l(t(`{name} came to help.`,{name:r(n)}))}</span>
 <button aria-label=${t(`Say thank you to {name}`,{name:n})} @click=${()=>void this.thank(e)}>${t(`Say thank you`)}</button>
 </li>`}async thank({jid:e}){this.failure=``;try{await this.conversation.act(`thank`,{person:e}),this.conversation.thanked.add(e)}catch(e){this.failure=o(this.texts.t,e)}this.requestUpdate()}},x=class{read=new Set;constructor(e){this.conversation=e}get changed(){return this.conversation.changed}get call(){return this.conversation.call}get text(){return this.call?.question??``}type(){}},S=25,C=45,w=90,T=3600;function E({t:e,n:t},n){return n==null||!(n>=0)?``:n<S?e(`Here the first helper usually comes within half a minute.`):n<C?e(`Here the first helper usually comes after about half a minute.`):n<w?e(`Here the first helper usually comes after about a minute.`):n>=T?e(`Here it usually takes more than an hour until the first helper comes.`):t(`Here the first helper usually comes after about a minute.`,`Here the first helper usually comes after about {n} minutes.`,Math.round(n/60))}var D=e` section{display:grid;gap:.75rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised);overflow-wrap:anywhere}[tabindex="-1"]:focus{outline:none}.actions,.links{display:flex;flex-wrap:wrap;gap:0 .5rem}.actions{row-gap:.5rem}section > chatxblock-found{margin-top:-.75rem}.links{margin:-.5rem}.links button{min-height:2.5rem;font-size:.875rem}.details ::slotted(*){color:var(--quiet);font-size:.875rem}.details{min-height:2.5rem}@media (max-width:37.5rem){.actions button{flex:auto;padding-inline:.5rem}.details{min-height:5rem}}`,O=class extends i{static properties={texts:{attribute:!1},conversation:{attribute:!1},wish:{state:!0},failure:{state:!0},busy:{state:!0},list:{state:!0}};static styles=[u,D];attention=null;looksUp=!1;stops=[];hadFocus=!1;constructor(){super(),this.texts=new n,this.wish=null,this.failure=``,this.busy=!1,this.list=null,new d(this)}connectedCallback(){super.connectedCallback(),this.attention??=new h({conversation:this.conversation,bell:new m,notice:new g(this.texts),hidden:()=>document.hidden||!document.hasFocus(),storage:a(`localStorage`),now:()=>Date.now()});let e=()=>this.requestUpdate();this.stops=[this.conversation.changed.subscribe(e),this.attention.changed.subscribe(e)],this.attention.start()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention?.stop()}willUpdate(){this.hadFocus=!!this.shadowRoot?.activeElement,this.conversation.waiting||(this.wish=null)}updated(){this.conversation.waiting&&this.conversation.call&&this.lookUp(),this.hadFocus&&!this.conversation.waiting&&this.dispatchEvent(new CustomEvent(`passed`))}render(){let{call:e,waiting:n}=this.conversation;if(!n||!e)return t;let{t:r}=this.texts;return s`<section aria-label=${r(`While you wait`)} tabindex="-1">
 ${this.list??t}
 <p>${this.promise}</p>
 <div class="actions">
 ${this.attention?.canAskForMore?s`<button class="primary" @click=${()=>void this.attention?.askForMore()}>${r(`Tell me when somebody comes`)}</button>`:t}
 <button @click=${()=>this.open(`leave_question`)}>${r(`Leave it for the teachers`)}</button>
 </div>
 ${this.writes?s`<p class="quiet">${r(`Write what you tried; whoever comes reads it.`)}</p>`:t}
 <div class="links">
 ${this.renderSound()}
 <button class="plain" @click=${()=>this.open(`cancel`)}>${r(`Take it back`)}</button>
 </div>
 ${this.renderDetails(e)}
 ${this.renderDialog()}
 </section>`}get writes(){let{entries:e}=this.conversation;return e!==void 0&&!e.some(({kind:e})=>e===`line`)}lookUp(){this.looksUp||(this.looksUp=!0,this.found?.(new x(this.conversation)).then(e=>{e.addEventListener(`take-back`,()=>this.open(`cancel`)),this.list=e},()=>void 0))}get promise(){let{t:e}=this.texts;return{both:e(`You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes.`),sound:e(`You can leave this window open and go on working: we call you by sound when somebody comes.`),notice:e(`You can leave this window open and go on working: a notice of your browser tells you when somebody comes.`),none:e(`You can leave this window open and go on working: its title tells you when somebody comes.`)}[this.attention?.means??`none`]}renderDetails(e){let n=!e.exhausted&&(e.invited>0||e.next_round_at!==null)?E(this.texts,e.usual_wait):``;return s`<div class="small quiet details" aria-live="polite">
 ${n?s`<span>${n} </span>`:t}
 <slot></slot>
 </div>`}renderSound(){let{t:e}=this.texts,{attention:n}=this;return n?.canBeHeard?s`<button class="plain" @click=${()=>n.quieten(n.sounding)}>
 ${n.sounding?e(`Turn the sound off`):e(`Turn the sound on`)}
 </button>`:t}renderDialog(){if(!this.wish)return t;let{t:e}=this.texts,{call:n}=this.conversation,r=this.wish===`leave_question`;return s`<chatxblock-dialog
 .heading=${e(r?`Leave it for the teachers?`:`Take your question back?`)}
 .text=${r?e(`Your question is kept and shown to the teachers as unanswered. When one of them answers, you find the answer where you asked. This room closes now.`):n?.room?e(`Nobody else is asked, and this room closes. What was written here is kept in the log.`):e(`Nobody else is asked, and this room closes.`)}
 .confirm=${e(r?`Leave it for the teachers`:`Take it back`)}
 .cancel=${e(`Keep waiting`)}
 .danger=${!r}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.grant()}
 @dismissed=${()=>this.wish=null}
 ></chatxblock-dialog>`}open(e){this.failure=``,this.wish=e}async grant(){let{wish:e}=this;if(e&&!this.busy){this.busy=!0;try{await this.conversation.act(e),this.wish=null}catch(e){this.failure=o(this.texts.t,e)}finally{this.busy=!1}}}};customElements.define(`chatxblock-waiting`,O),customElements.define(`chatxblock-join-requests`,v),customElements.define(`chatxblock-thanks`,b);
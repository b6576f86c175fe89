import{E as e,M as t,O as n,T as r,U as i,b as a,j as o,k as s,m as c,p as l,v as u,y as d}from"./shared-I-_TGpP6.js";import{n as f,t as p}from"./face-sqGSyW45.js";import{i as m}from"./notify-DoqkeHcQ.js";import{n as h,t as g}from"./attention-ChyuwUEw.js";var _=s` section{display:grid;gap:.5rem;margin-top:1rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised)}[tabindex="-1"]:focus{outline:none}li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding:.25rem 0;overflow-wrap:anywhere}li > .face + span{flex:1 1 8rem}.error:empty{display:none}`,v=class extends r{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[u,f,_];busy=new Set;stop=()=>void 0;constructor(){super(),this.texts=new o,this.failure=``,new d(this)}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t,n:r,list:i}=this.texts,{joinRequests:a}=this.conversation,o=i(a.map(({name:e})=>e));return n`<p class="hidden" role="status">${o?l(r(`{names} has the same question.`,`{names} have the same question.`,a.length,{names:o})):``}</p>
 ${a.length===0?e:n`<section aria-label=${t(`Who asks to join`)} tabindex="-1">
 <ul>
 ${c(a,({jid:e})=>e,e=>this.renderRequest(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}`}renderRequest(r){let{t:i}=this.texts,{name:a}=r,o=this.conversation.call?.my_role===`asker`,s=this.busy.has(r.jid);return n`<li>
 ${p(r)}
 <span>${l(i(`{name} has the same question.`,{name:t(a)}))}</span>
 <button aria-label=${i(`Let in {name}`,{name:a})} ?disabled=${s} @click=${()=>void this.answer(r,`admit`)}>${i(`Let in`)}</button>
 ${o?n`<button class="plain" aria-label=${i(`Not now, {name}`,{name:a})} ?disabled=${s} @click=${()=>void this.answer(r,`remove`)}>
 ${i(`Not now`)}
 </button>`:e}
 </li>`}async answer({jid:e},t){if(!this.busy.has(e)){this.busy.add(e),this.failure=``,this.requestUpdate();try{await this.conversation.act(t,{person:e})}catch(e){this.failure=a(this.texts.t,e)}finally{this.busy.delete(e),this.requestUpdate()}}}},y=[`helper`,`left`],b=class extends r{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[u,f,_];stop=()=>void 0;constructor(){super(),this.texts=new o,this.failure=``}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t}=this.texts,{call:r,end:i,people:a}=this.conversation,o=a.filter(e=>y.includes(e.role));return r?.my_role!==`asker`||!(r.solved||i)||o.length===0?e:n`<section aria-label=${t(`Say thank you`)}>
 <ul>
 ${c(o,({jid:e})=>e,e=>this.renderHelper(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}renderHelper(e){let{t:r}=this.texts,{name:i}=e;return this.conversation.thanked.has(e.jid)?n`<li>${p(e)} <span role="status">${l(r(`You thanked {name}.`,{name:t(i)}))}</span></li>`:n`<li>
 ${p(e)}
 <span>${l(r(`{name} came to help.`,{name:t(i)}))}</span>
 <button aria-label=${r(`Say thank you to {name}`,{name:i})} @click=${()=>void this.thank(e)}>${r(`Say thank you`)}</button>
 </li>`}async thank({jid:e}){this.failure=``;try{await this.conversation.act(`thank`,{person:e}),this.conversation.thanked.add(e)}catch(e){this.failure=a(this.texts.t,e)}this.requestUpdate()}},x=class{conversation;read=new Set;constructor(e){this.conversation=e}get changed(){return this.conversation.changed}get call(){return this.conversation.call}get text(){return this.call?.question??``}type(){}},S=25,C=45,w=90,T=3600;function E({t:e,n:t},n){return n==null||!(n>=0)?``:n<S?e(`Here the first helper usually comes within half a minute.`):n<C?e(`Here the first helper usually comes after about half a minute.`):n<w?e(`Here the first helper usually comes after about a minute.`):n>=T?e(`Here it usually takes more than an hour until the first helper comes.`):t(`Here the first helper usually comes after about a minute.`,`Here the first helper usually comes after about {n} minutes.`,Math.round(n/60))}var D=s` section{display:grid;gap:.75rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised);overflow-wrap:anywhere}[tabindex="-1"]:focus{outline:none}.actions,.links{display:flex;flex-wrap:wrap;gap:0 .5rem}.actions{row-gap:.5rem}section > chatxblock-found{margin-top:-.75rem}.links{margin:-.5rem}.links button{min-height:2.5rem;font-size:.875rem}.details ::slotted(*){color:var(--quiet);font-size:.875rem}.details{min-height:2.5rem}@media (max-width:37.5rem){.actions button{flex:auto;padding-inline:.5rem}.details{min-height:5rem}}`,O=class extends r{static properties={texts:{attribute:!1},conversation:{attribute:!1},wish:{state:!0},failure:{state:!0},busy:{state:!0},list:{state:!0}};static styles=[u,D];found;attention=null;looksUp=!1;stops=[];hadFocus=!1;constructor(){super(),this.texts=new o,this.wish=null,this.failure=``,this.busy=!1,this.list=null,new d(this)}connectedCallback(){super.connectedCallback(),this.attention??=new h({conversation:this.conversation,bell:new m,notice:new g(this.texts),hidden:()=>document.hidden||!document.hasFocus(),storage:i(`localStorage`),now:()=>Date.now()});let e=()=>this.requestUpdate();this.stops=[this.conversation.changed.subscribe(e),this.attention.changed.subscribe(e)],this.attention.start()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention?.stop()}willUpdate(){this.hadFocus=!!this.shadowRoot?.activeElement,this.conversation.waiting||(this.wish=null)}updated(){this.conversation.waiting&&this.conversation.call&&this.lookUp(),this.hadFocus&&!this.conversation.waiting&&this.dispatchEvent(new CustomEvent(`passed`))}render(){let{call:t,waiting:r}=this.conversation;if(!r||!t)return e;let{t:i}=this.texts;return n`<section aria-label=${i(`While you wait`)} tabindex="-1">
 ${this.list??e}
 <p>${this.promise}</p>
 <div class="actions">
 ${this.attention?.canAskForMore?n`<button class="primary" @click=${()=>void this.attention?.askForMore()}>${i(`Tell me when somebody comes`)}</button>`:e}
 <button @click=${()=>this.open(`leave_question`)}>${i(`Leave it for the teachers`)}</button>
 </div>
 ${this.writes?n`<p class="quiet">${i(`Write what you tried; whoever comes reads it.`)}</p>`:e}
 <div class="links">
 ${this.renderSound()}
 <button class="plain" @click=${()=>this.open(`cancel`)}>${i(`Take it back`)}</button>
 </div>
 ${this.renderDetails(t)}
 ${this.renderDialog()}
 </section>`}get writes(){let{entries:e}=this.conversation;return e!==void 0&&!e.some(({kind:e})=>e===`line`)}lookUp(){this.looksUp||(this.looksUp=!0,this.found?.(new x(this.conversation)).then(e=>{e.addEventListener(`take-back`,()=>this.open(`cancel`)),this.list=e},()=>void 0))}get promise(){let{t:e}=this.texts;return{both:e(`You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes.`),sound:e(`You can leave this window open and go on working: we call you by sound when somebody comes.`),notice:e(`You can leave this window open and go on working: a notice of your browser tells you when somebody comes.`),none:e(`You can leave this window open and go on working: its title tells you when somebody comes.`)}[this.attention?.means??`none`]}renderDetails(t){let r=!t.exhausted&&(t.invited>0||t.next_round_at!==null)?E(this.texts,t.usual_wait):``;return n`<div class="small quiet details" aria-live="polite">
 ${r?n`<span>${r} </span>`:e}
 <slot></slot>
 </div>`}renderSound(){let{t}=this.texts,{attention:r}=this;return r?.canBeHeard?n`<button class="plain" @click=${()=>r.quieten(r.sounding)}>
 ${r.sounding?t(`Turn the sound off`):t(`Turn the sound on`)}
 </button>`:e}renderDialog(){if(!this.wish)return e;let{t}=this.texts,{call:r}=this.conversation,i=this.wish===`leave_question`;return n`<chatxblock-dialog
 .heading=${t(i?`Leave it for the teachers?`:`Take your question back?`)}
 .text=${i?t(`Your question is kept and shown to the teachers as unanswered. When one of them answers, you find the answer where you asked. This room closes now.`):r?.room?t(`Nobody else is asked, and this room closes. What was written here is kept in the log.`):t(`Nobody else is asked, and this room closes.`)}
 .confirm=${t(i?`Leave it for the teachers`:`Take it back`)}
 .cancel=${t(`Keep waiting`)}
 .danger=${!i}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.grant()}
 @dismissed=${()=>this.wish=null}
 ></chatxblock-dialog>`}open(e){this.failure=``,this.wish=e}async grant(){let{wish:e}=this;if(e&&!this.busy){this.busy=!0;try{await this.conversation.act(e),this.wish=null}catch(e){this.failure=a(this.texts.t,e)}finally{this.busy=!1}}}};customElements.define(`chatxblock-waiting`,O),customElements.define(`chatxblock-join-requests`,v),customElements.define(`chatxblock-thanks`,b);
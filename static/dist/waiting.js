import{C as e,F as t,I as n,M as r,N as i,O as a,S as o,_ as s,g as c,k as l,q as u,x as d}from"./shared-DAJMYLzk.js";import{n as f,t as p}from"./face-DF1O5V51.js";import{i as m}from"./notify-DEICTqZa.js";import{n as h,t as g}from"./attention-BHmHt0rs.js";var _=i` section{display:grid;gap:.5rem;margin-top:1rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised)}[tabindex="-1"]:focus{outline:none}li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding:.25rem 0;overflow-wrap:anywhere}li > .face + span{flex:1 1 8rem}.error:empty{display:none}`,v=class extends a{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[d,f,_];busy=new Set;stop=()=>void 0;constructor(){super(),this.texts=new t,this.failure=``,new o(this)}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e,n:t,list:n}=this.texts,{joinRequests:i}=this.conversation,a=n(i.map(({name:e})=>e));return r`<p class="hidden" role="status">${a?c(t(`{names} has the same question.`,`{names} have the same question.`,i.length,{names:a})):``}</p>
 ${i.length===0?l:r`<section aria-label=${e(`Who asks to join`)} tabindex="-1">
 <ul>
 ${s(i,({jid:e})=>e,e=>this.renderRequest(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}`}renderRequest(e){let{t}=this.texts,{name:i}=e,a=this.conversation.call?.my_role===`asker`,o=this.busy.has(e.jid);return r`<li>
 ${p(e)}
 <span>${c(t(`{name} has the same question.`,{name:n(i)}))}</span>
 <button aria-label=${t(`Let in {name}`,{name:i})} ?disabled=${o} @click=${()=>void this.answer(e,`admit`)}>${t(`Let in`)}</button>
 ${a?r`<button class="plain" aria-label=${t(`Not now, {name}`,{name:i})} ?disabled=${o} @click=${()=>void this.answer(e,`remove`)}>
 ${t(`Not now`)}
 </button>`:l}
 </li>`}async answer({jid:t},n){if(!this.busy.has(t)){this.busy.add(t),this.failure=``,this.requestUpdate();try{await this.conversation.act(n,{person:t})}catch(t){this.failure=e(this.texts.t,t)}finally{this.busy.delete(t),this.requestUpdate()}}}},y=[`helper`,`left`],b=class extends a{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[d,f,_];stop=()=>void 0;constructor(){super(),this.texts=new t,this.failure=``}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{call:t,end:n,people:i}=this.conversation,a=i.filter(e=>y.includes(e.role));return t?.my_role!==`asker`||!(t.solved||n)||a.length===0?l:r`<section aria-label=${e(`Say thank you`)}>
 <ul>
 ${s(a,({jid:e})=>e,e=>this.renderHelper(e))}
 </ul>
 <p class="error" role="alert">${this.failure}</p>
 </section>`}renderHelper(e){let{t}=this.texts,{name:i}=e;return this.conversation.thanked.has(e.jid)?r`<li>${p(e)} <span role="status">${c(t(`You thanked {name}.`,{name:n(i)}))}</span></li>`:r`<li>
 ${p(e)}
 <span>${c(t(`{name} came to help.`,{name:n(i)}))}</span>
 <button aria-label=${t(`Say thank you to {name}`,{name:i})} @click=${()=>void this.thank(e)}>${t(`Say thank you`)}</button>
 </li>`}async thank({jid:t}){this.failure=``;try{await this.conversation.act(`thank`,{person:t}),this.conversation.thanked.add(t)}catch(t){this.failure=e(this.texts.t,t)}this.requestUpdate()}},x=class{read=new Set;constructor(e){this.conversation=e}get changed(){return this.conversation.changed}get call(){return this.conversation.call}get text(){return this.call?.question??``}type(){}},S=25,C=45,w=90,T=3600;function E({t:e,n:t},n){return n==null||!(n>=0)?``:n<S?e(`Here the first helper usually comes within half a minute.`):n<C?e(`Here the first helper usually comes after about half a minute.`):n<w?e(`Here the first helper usually comes after about a minute.`):n>=T?e(`Here it usually takes more than an hour until the first helper comes.`):t(`Here the first helper usually comes after about a minute.`,`Here the first helper usually comes after about {n} minutes.`,Math.round(n/60))}var D=i` section{display:grid;gap:.75rem;margin-top:1rem;padding:1rem;border-radius:.5rem;background:var(--raised);overflow-wrap:anywhere}[tabindex="-1"]:focus{outline:none}.actions,.links{display:flex;flex-wrap:wrap;gap:0 .5rem}.actions{row-gap:.5rem}section > chatxblock-found{margin-top:-.75rem}.links{margin:-.5rem}.links button{min-height:2.5rem;font-size:.875rem}.details ::slotted(*){color:var(--quiet);font-size:.875rem}.details{min-height:2.5rem}@media (max-width:37.5rem){.actions button{flex:auto;padding-inline:.5rem}.details{min-height:5rem}}`,O=class extends a{static properties={texts:{attribute:!1},conversation:{attribute:!1},wish:{state:!0},failure:{state:!0},busy:{state:!0},list:{state:!0}};static styles=[d,D];attention=null;looksUp=!1;stops=[];hadFocus=!1;constructor(){super(),this.texts=new t,this.wish=null,this.failure=``,this.busy=!1,this.list=null,new o(this)}connectedCallback(){super.connectedCallback(),this.attention??=new h({conversation:this.conversation,bell:new m,notice:new g(this.texts),hidden:()=>document.hidden||!document.hasFocus(),storage:u(`localStorage`),now:()=>Date.now()});let e=()=>this.requestUpdate();this.stops=[this.conversation.changed.subscribe(e),this.attention.changed.subscribe(e)],this.attention.start()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention?.stop()}willUpdate(){this.hadFocus=!!this.shadowRoot?.activeElement,this.conversation.waiting||(this.wish=null)}updated(){this.conversation.waiting&&this.conversation.call&&this.lookUp(),this.hadFocus&&!this.conversation.waiting&&this.dispatchEvent(new CustomEvent(`passed`))}render(){let{call:e,waiting:t}=this.conversation;if(!t||!e)return l;let{t:n}=this.texts;return r`<section aria-label=${n(`While you wait`)} tabindex="-1">
 ${this.list??l}
 <p>${this.promise}</p>
 <div class="actions">
 ${this.attention?.canAskForMore?r`<button class="primary" @click=${()=>void this.attention?.askForMore()}>${n(`Tell me when somebody comes`)}</button>`:l}
 <button @click=${()=>this.open(`leave_question`)}>${n(`Leave it for the teachers`)}</button>
 </div>
 ${this.writes?r`<p class="quiet">${n(`Write what you tried; whoever comes reads it.`)}</p>`:l}
 <div class="links">
 ${this.renderSound()}
 <button class="plain" @click=${()=>this.open(`cancel`)}>${n(`Take it back`)}</button>
 </div>
 ${this.renderDetails(e)}
 ${this.renderDialog()}
 </section>`}get writes(){let{entries:e}=this.conversation;return e!==void 0&&!e.some(({kind:e})=>e===`line`)}lookUp(){this.looksUp||(this.looksUp=!0,this.found?.(new x(this.conversation)).then(e=>{e.addEventListener(`take-back`,()=>this.open(`cancel`)),this.list=e},()=>void 0))}get promise(){let{t:e}=this.texts;return{both:e(`You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes.`),sound:e(`You can leave this window open and go on working: we call you by sound when somebody comes.`),notice:e(`You can leave this window open and go on working: a notice of your browser tells you when somebody comes.`),none:e(`You can leave this window open and go on working: its title tells you when somebody comes.`)}[this.attention?.means??`none`]}renderDetails(e){let t=!e.exhausted&&(e.invited>0||e.next_round_at!==null)?E(this.texts,e.usual_wait):``;return r`<div class="small quiet details" aria-live="polite">
 ${t?r`<span>${t} </span>`:l}
 <slot></slot>
 </div>`}renderSound(){let{t:e}=this.texts,{attention:t}=this;return t?.canBeHeard?r`<button class="plain" @click=${()=>t.quieten(t.sounding)}>
 ${t.sounding?e(`Turn the sound off`):e(`Turn the sound on`)}
 </button>`:l}renderDialog(){if(!this.wish)return l;let{t:e}=this.texts,{call:t}=this.conversation,n=this.wish===`leave_question`;return r`<chatxblock-dialog
 .heading=${e(n?`Leave it for the teachers?`:`Take your question back?`)}
 .text=${n?e(`Your question is kept and shown to the teachers as unanswered. When one of them answers, you find the answer where you asked. This room closes now.`):t?.room?e(`Nobody else is asked, and this room closes. What was written here is kept in the log.`):e(`Nobody else is asked, and this room closes.`)}
 .confirm=${e(n?`Leave it for the teachers`:`Take it back`)}
 .cancel=${e(`Keep waiting`)}
 .danger=${!n}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.grant()}
 @dismissed=${()=>this.wish=null}
 ></chatxblock-dialog>`}open(e){this.failure=``,this.wish=e}async grant(){let{wish:t}=this;if(t&&!this.busy){this.busy=!0;try{await this.conversation.act(t),this.wish=null}catch(t){this.failure=e(this.texts.t,t)}finally{this.busy=!1}}}};customElements.define(`chatxblock-waiting`,O),customElements.define(`chatxblock-join-requests`,v),customElements.define(`chatxblock-thanks`,b);
import{A as e,C as t,S as n,f as r,m as i,p as a,u as o,v as s,x as c,y as l}from"./shared-C1Br_GoC.js";import{i as u}from"./notify-ByB5ssML.js";import{n as d,t as f}from"./attention-CeMdEWdW.js";var p=class extends s{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[r,n` section:not(:empty){border-bottom:1px solid var(--edge);padding:.5rem 1.5rem}[tabindex="-1"]:focus{outline:none}li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding:.25rem 0;overflow-wrap:anywhere}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}@media (max-width:37.5rem){section:not(:empty){padding-inline:1rem}}`];busy=new Set;stop=()=>void 0;constructor(){super(),this.texts=new t,this.failure=``,new a(this)}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e,list:t}=this.texts,{joinRequests:n}=this.conversation,r=t(n.map(({name:e})=>e));return c`<p class="hidden" role="status">${r?this.texts.n(`{names} has the same question.`,`{names} have the same question.`,n.length,{names:r}):``}</p>
 ${n.length===0?l:c`<section aria-label=${e(`Who asks to join`)} tabindex="-1">
 <ul>
 ${o(n,({jid:e})=>e,e=>this.renderRequest(e))}
 </ul>
 <p class="error" role="alert" dir="auto">${this.failure}</p>
 </section>`}`}renderRequest(e){let{t}=this.texts,{name:n}=e,r=this.conversation.call?.my_role===`asker`,i=this.busy.has(e.jid);return c`<li>
 <span dir="auto">${t(`{name} has the same question.`,{name:n})}</span>
 <button aria-label=${t(`Let {name} in`,{name:n})} ?disabled=${i} @click=${()=>void this.answer(e,`admit`)}>${t(`Let in`)}</button>
 ${r?c`<button class="plain" aria-label=${t(`Not now, {name}`,{name:n})} ?disabled=${i} @click=${()=>void this.answer(e,`remove`)}>
 ${t(`Not now`)}
 </button>`:l}
 </li>`}async answer({jid:e},t){if(!this.busy.has(e)){this.busy.add(e),this.failure=``,this.requestUpdate();try{await this.conversation.act(t,{person:e})}catch(e){this.failure=i(this.texts.t,e)}finally{this.busy.delete(e),this.requestUpdate()}}}},m=[`helper`,`left`],h=class extends s{static properties={texts:{attribute:!1},conversation:{attribute:!1},failure:{state:!0}};static styles=[r,n` section{display:grid;gap:.5rem;max-width:44rem;margin-top:1rem;padding:1rem 1.25rem;border-radius:.5rem;background:var(--raised)}li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding:.25rem 0;overflow-wrap:anywhere}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}`];thanked=new Set;stop=()=>void 0;constructor(){super(),this.texts=new t,this.failure=``}connectedCallback(){super.connectedCallback(),this.stop=this.conversation.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{call:t,end:n,people:r}=this.conversation,i=r.filter(e=>m.includes(e.role));return t?.my_role!==`asker`||!(t.solved||n)||i.length===0?l:c`<section aria-label=${e(`Say thank you`)}>
 <ul>
 ${o(i,({jid:e})=>e,e=>this.renderHelper(e))}
 </ul>
 <p class="error" role="alert" dir="auto">${this.failure}</p>
 </section>`}renderHelper(e){let{t}=this.texts,{name:n}=e;return this.thanked.has(e.jid)?c`<li><span role="status" dir="auto">${t(`You thanked {name}.`,{name:n})}</span></li>`:c`<li>
 <span dir="auto">${t(`Did {name} help you?`,{name:n})}</span>
 <button aria-label=${t(`Say thank you to {name}`,{name:n})} @click=${()=>void this.thank(e)}>${t(`Say thank you`)}</button>
 </li>`}async thank({jid:e}){this.failure=``;try{await this.conversation.act(`thank`,{person:e}),this.thanked.add(e)}catch(e){this.failure=i(this.texts.t,e)}this.requestUpdate()}},g=25,_=45,v=90,y=3600;function b({t:e,n:t},n){return n==null||!(n>=0)?``:n<g?e(`Here the first helper usually comes within half a minute.`):n<_?e(`Here the first helper usually comes after about half a minute.`):n<v?e(`Here the first helper usually comes after about a minute.`):n>=y?e(`Here it usually takes more than an hour until the first helper comes.`):t(`Here the first helper usually comes after about a minute.`,`Here the first helper usually comes after about {n} minutes.`,Math.round(n/60))}var x=n` section{display:grid;gap:.75rem;max-width:44rem;margin-top:1rem;padding:1rem 1.25rem;border-radius:.5rem;background:var(--raised)}[tabindex="-1"]:focus{outline:none}.actions{display:flex;flex-wrap:wrap;gap:.5rem}button{min-height:2.25rem;padding:.25rem .75rem;font-size:.875rem}`,S=class extends s{static properties={texts:{attribute:!1},conversation:{attribute:!1},wish:{state:!0},failure:{state:!0},busy:{state:!0}};static styles=[r,x];attention=null;stops=[];hadFocus=!1;constructor(){super(),this.texts=new t,this.wish=null,this.failure=``,this.busy=!1,new a(this)}connectedCallback(){super.connectedCallback(),this.attention??=new d({conversation:this.conversation,bell:new u,notice:new f(this.texts),hidden:()=>document.hidden||!document.hasFocus(),storage:e(`localStorage`),now:()=>Date.now()});let t=()=>this.requestUpdate();this.stops=[this.conversation.changed.subscribe(t),this.attention.changed.subscribe(t)],this.attention.start()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention?.stop()}willUpdate(){this.hadFocus=!!this.shadowRoot?.activeElement,this.conversation.waiting||(this.wish=null)}updated(){this.hadFocus&&!this.conversation.waiting&&this.dispatchEvent(new CustomEvent(`passed`))}render(){let{call:e,waiting:t}=this.conversation;if(!t||!e)return l;let{t:n}=this.texts,r=e.invited>0||e.next_round_at!==null?b(this.texts,e.usual_wait):``;return c`<section aria-label=${n(`While you wait`)} tabindex="-1">
 ${r?c`<p>${r}</p>`:l}
 <p>${this.promise}</p>
 <div class="actions">
 ${this.renderAttention()}
 <button @click=${()=>this.open(`leave_question`)}>${n(`Leave it for the teachers`)}</button>
 <button @click=${()=>this.open(`cancel`)}>${n(`Take it back`)}</button>
 </div>
 ${this.renderDialog()}
 </section>`}get promise(){let{t:e}=this.texts;return{both:e(`You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes.`),sound:e(`You can leave this window open and go on working: we call you by sound when somebody comes.`),notice:e(`You can leave this window open and go on working: a notice of your browser tells you when somebody comes.`),none:e(`You can leave this window open and go on working: its title tells you when somebody comes.`)}[this.attention?.means??`none`]}renderAttention(){let{t:e}=this.texts,{attention:t}=this;return t?c`${t.canAskForMore?c`<button @click=${()=>void t.askForMore()}>${e(`Tell me when somebody comes`)}</button>`:l}
 ${t.canBeHeard?c`<button class="plain" @click=${()=>t.quieten(t.sounding)}>
 ${t.sounding?e(`Turn the sound off`):e(`Turn the sound on`)}
 </button>`:l}`:c``}renderDialog(){if(!this.wish)return l;let{t:e}=this.texts,{call:t}=this.conversation,n=this.wish===`leave_question`;return c`<chatxblock-dialog
 .heading=${e(n?`Leave it for the teachers?`:`Take your question back?`)}
 .text=${n?e(`Your question is kept and shown to the teachers as unanswered. When one of them answers, you find the answer where you asked. This room closes now.`):t?.room?e(`Nobody else is asked, and this room closes. What was written here is kept in the log.`):e(`Nobody else is asked, and this room closes.`)}
 .confirm=${e(n?`Leave it for the teachers`:`Take it back`)}
 .cancel=${e(`Keep waiting`)}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.grant()}
 @dismissed=${()=>this.wish=null}
 ></chatxblock-dialog>`}open(e){this.failure=``,this.wish=e}async grant(){let{wish:e}=this;if(e&&!this.busy){this.busy=!0;try{await this.conversation.act(e),this.wish=null}catch(e){this.failure=i(this.texts.t,e)}finally{this.busy=!1}}}};customElements.define(`chatxblock-waiting`,S),customElements.define(`chatxblock-join-requests`,p),customElements.define(`chatxblock-thanks`,h);
import{n as e,t}from"./attention-DzVSa1ND.js";import{i as n}from"./notify-B9dVtHcY.js";import{A as r,C as i,E as a,O as o,S as s,T as c,_ as l,d as u,f as d,g as f,h as p,m,v as h,z as g}from"./shared-MLGPKzRo.js";import{t as _}from"./dialog-Cp88XYdR.js";import{n as v,t as y}from"./room-window-DWwiObwk.js";import{t as b}from"./open-call-words-DfygLyoi.js";var x=/^(\(\d+\) ?)?(.*)$/s,S=class{page;shown=``;constructor(e){this.page=e}show(e){let t=e&&`● ${e}`;if(t===this.shown)return;let{title:n}=this.page,r=this.shown?n.replace(`${this.shown} – `,``).replace(this.shown,``):n,[,i=``,a=``]=x.exec(r)??[];this.page.title=i+[t,a].filter(Boolean).join(` – `),this.shown=t}},C=a` :host{display:block;flex:1 1 100%;overflow-wrap:anywhere}:host([slot="none"]){display:none}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--accent);max-height:9rem;overflow:auto}.state{display:flex;align-items:baseline;gap:.5rem;margin-top:1rem}.state.good{padding:.5rem .75rem;border-radius:.5rem;background:var(--good-ground);color:var(--good);font-weight:600}.dot{flex:none;width:.625rem;height:.625rem;border-radius:50%;background:currentcolor}.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}.ended:focus{outline:none}.note:not(:empty),.error:not(:empty){margin-top:.75rem}`,w=class extends s{static properties={asking:{attribute:!1},asks:{state:!0},failure:{state:!0},busy:{state:!0},blocked:{state:!0}};static styles=[p,C];leave=()=>void 0;stops=[];constructor(){super(),this.texts=new o,this.asks=this.busy=this.blocked=!1,this.failure=``,new f(this)}connectedCallback(){super.connectedCallback(),m(this);let e=()=>this.requestUpdate();this.stops=[this.asking,this.attention].map(({changed:t})=>t.subscribe(e)),this.attention.start(),window.addEventListener(`pagehide`,this.hide)}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention.stop(),this.mark.show(``),window.removeEventListener(`pagehide`,this.hide)}willUpdate(){let{call:e,ended:t}=this.asking;this.slot=e||t?`open`:`none`,e||(this.asks=this.blocked=!1);let n=e&&b(this.texts,e,this.clock.now());this.mark.show(n?.good&&!e?.solved?r(n.text):``)}render(){let{call:e,ended:t}=this.asking;return e?this.renderCall(e):t?this.renderEnded(t):i}renderCall(e){let{t}=this.texts,n=new h(this.texts).ago(Date.parse(e.asked_at),this.clock.now()),{text:r,good:a}=b(this.texts,e,this.clock.now());return c`<div class="open" tabindex="-1">
 <p class="quiet small">${t(`You asked {ago}:`,{ago:n})}</p>
 <blockquote class="words" dir="auto" ${u()}>${e.question}</blockquote>
 </div>
 <p class="state ${a?`good`:``}">${a?c`<span class="dot"></span>`:i}<span role="status">${d(r)}</span></p>
 <div class="actions">
 ${this.renderWay(e)}
 ${e.solved?i:c`<button @click=${()=>this.confirm()}>${t(`Take it back`)}</button>`}
 </div>
 <p class="note" role="alert">${this.blocked||this.isBlocked(e)?t(`Your browser did not open the window of your room. Open it by the button.`):``}</p>
 ${this.asks?this.renderDialog(e):i}`}renderWay({id:e,window_url:t}){let{t:n}=this.texts,r=this.blocked?n(`Open your room`):n(`Go to your room`);return c`<a class="button primary" href=${t} target=${v(e)} @click=${n=>this.go(n,t,e)}>${r}</a>`}renderDialog(e){let{t}=this.texts,n=e.helpers.length>0;return c`<chatxblock-dialog
 .heading=${t(`Take your question back?`)}
 .text=${t(n?`Nobody else is asked. Who is in your room reads that you took the question back.`:`Nobody else is asked, and your room closes.`)}
 .confirm=${t(`Take it back`)}
 .cancel=${t(`Keep waiting`)}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.act(`cancel`,e)}
 @dismissed=${()=>this.asks=!1}
 ></chatxblock-dialog>`}renderEnded(e){let{t}=this.texts,{sending:n,text:r}=this.asking,a=r.trim()===e.question.trim();return c`<div class="ended" tabindex="-1">
 <p role="status">
 ${t(`Your question was closed, because nobody was in its room any more.`)}
 ${a?t(`Your words are back in the box.`):i}
 </p>
 ${a?i:c`<blockquote class="words" dir="auto" ${u()}>${e.question}</blockquote>`}
 <div class="actions">
 <button type="button" class="primary" ?disabled=${n} @click=${()=>this.asking.ask()}>
 ${t(n?`Asking…`:a?`Ask again`:`Ask a helper`)}
 </button>
 <button type="button" ?disabled=${n||this.busy} @click=${()=>void this.act(`leave_question`,e)}>${t(`Leave it for the teachers`)}</button>
 </div>
 <p class="error" role="alert">${this.failure}</p>
 </div>`}isBlocked({id:e}){return this.asking.blocked&&this.asking.id===e}go(e,t,n){if(e.ctrlKey||e.metaKey||e.shiftKey)return;let r=y(t,n);r&&e.preventDefault(),this.blocked=!r,this.asking.blocked=!1}confirm(){this.failure=``,this.asks=!0}async act(e,t){if(!this.busy){this.busy=!0,this.failure=``;try{await this.asking.act(e,t),this.asks=!1}catch(e){this.failure=l(this.texts.t,e)}finally{this.busy=!1}}}hide=()=>{this.asking.call&&this.leave()}},T=class{asking;constructor(e){this.asking=e}get changed(){return this.asking.changed}get call(){return this.asking.call}get coming(){return this.call?.helpers??[]}get waiting(){return this.call!==null&&!this.call.solved&&this.coming.length===0}get end(){return this.call===null}};customElements.get(`chatxblock-open-call`)||(customElements.get(`chatxblock-dialog`)||customElements.define(`chatxblock-dialog`,_),customElements.define(`chatxblock-open-call`,w));function E({data:r,handlers:i,clock:a,asking:s}){let c=document.createElement(`chatxblock-open-call`),l=new o(r.texts,r.language),u=new e({conversation:new T(s),bell:new n,notice:new t(l),hidden:()=>document.hidden||!document.hasFocus(),storage:g(`localStorage`),now:()=>Date.now()});return Object.assign(c,{texts:l,asking:s,clock:a,attention:u,leave:()=>void i.post(`lobby`,{leaving:!0},!0).catch(()=>void 0),mark:new S(document),slot:`open`})}export{E as makeOpen};
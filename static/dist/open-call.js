import{n as e,t}from"./attention-Z0Zra3eU.js";import{i as n}from"./notify-DvMojQkL.js";import{A as r,B as i,D as a,M as o,O as s,T as c,_ as l,b as u,f as d,g as f,r as p,v as m,w as h,y as g}from"./shared-CEJTg2sv.js";import{t as _}from"./dialog-BbFH4tkp.js";import{n as v,t as y}from"./room-window-DWwiObwk.js";import{t as b}from"./open-call-words-DfygLyoi.js";var x=/^(\(\d+\) ?)?(.*)$/s,S=class{page;shown=``;constructor(e){this.page=e}show(e){let t=e&&`● ${e}`;if(t===this.shown)return;let{title:n}=this.page,r=this.shown?n.replace(`${this.shown} – `,``).replace(this.shown,``):n,[,i=``,a=``]=x.exec(r)??[];this.page.title=i+[t,a].filter(Boolean).join(` – `),this.shown=t}},C=s` :host{display:block;flex:1 1 100%;overflow-wrap:anywhere}:host([slot="none"]){display:none}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--accent);max-height:9rem;overflow:auto}.state{display:flex;align-items:baseline;gap:.5rem;margin-top:1rem}.state.good{padding:.5rem .75rem;border-radius:.5rem;background:var(--good-ground);color:var(--good);font-weight:600}.dot{flex:none;width:.625rem;height:.625rem;border-radius:50%;background:currentcolor}.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}.ended:focus{outline:none}.note:not(:empty),.error:not(:empty){margin-top:.75rem}`,w=class extends h{static properties={asking:{attribute:!1},asks:{state:!0},failure:{state:!0},busy:{state:!0},blocked:{state:!0}};static styles=[l,C];leave=()=>void 0;stops=[];constructor(){super(),this.texts=new r,this.asks=this.busy=this.blocked=!1,this.failure=``,new m(this)}connectedCallback(){super.connectedCallback(),f(this);let e=()=>this.requestUpdate();this.stops=[this.asking,this.attention].map(({changed:t})=>t.subscribe(e)),this.attention.start(),window.addEventListener(`pagehide`,this.hide),window.addEventListener(`pageshow`,this.show)}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention.stop(),this.mark.show(``),window.removeEventListener(`pagehide`,this.hide),window.removeEventListener(`pageshow`,this.show)}willUpdate(){let{call:e,ended:t}=this.asking;this.slot=e||t?`open`:`none`,e||(this.asks=this.blocked=!1);let n=e&&b(this.texts,e,this.clock.now());this.mark.show(n?.good&&!e?.solved?o(n.text):``)}render(){let{call:e,ended:t}=this.asking;return e?this.renderCall(e):t?this.renderEnded(t):c}renderCall(e){let{t}=this.texts,n=new u(this.texts).ago(Date.parse(e.asked_at),this.clock.now()),{text:r,good:i}=b(this.texts,e,this.clock.now());return a`<div class="open" tabindex="-1">
 <p class="quiet small">${t(`You asked {ago}:`,{ago:n})}</p>
 <blockquote class="words" dir="auto" ${p()}>${e.question}</blockquote>
 </div>
 <p class="state ${i?`good`:``}">${i?a`<span class="dot"></span>`:c}<span role="status">${d(r)}</span></p>
 <div class="actions">
 ${this.renderWay(e)}
 ${e.solved?c:a`<button @click=${()=>this.confirm()}>${t(`Take it back`)}</button>`}
 </div>
 <p class="note" role="alert">${this.blocked||this.isBlocked(e)?t(`Your browser did not open the window of your room. Open it by the button.`):``}</p>
 ${this.asks?this.renderDialog(e):c}`}renderWay({id:e,window_url:t}){let{t:n}=this.texts,r=this.blocked?n(`Open your room`):n(`Go to your room`);return a`<a class="button primary" href=${t} target=${v(e)} @click=${n=>this.go(n,t,e)}>${r}</a>`}renderDialog(e){let{t}=this.texts,n=e.helpers.length>0;return a`<chatxblock-dialog
 .heading=${t(`Take your question back?`)}
 .text=${t(n?`Nobody else is asked. Who is in your room reads that you took the question back.`:`Nobody else is asked, and your room closes.`)}
 .confirm=${t(`Take it back`)}
 .cancel=${t(`Keep waiting`)}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.act(`cancel`,e)}
 @dismissed=${()=>this.asks=!1}
 ></chatxblock-dialog>`}renderEnded(e){let{t}=this.texts,{sending:n,text:r}=this.asking,i=r.trim()===e.question.trim();return a`<div class="ended" tabindex="-1">
 <p role="status">
 ${t(`Your question was closed, because nobody was in its room any more.`)}
 ${i?t(`Your words are back in the box.`):c}
 </p>
 ${i?c:a`<blockquote class="words" dir="auto" ${p()}>${e.question}</blockquote>`}
 <div class="actions">
 <button type="button" class="primary" ?disabled=${n} @click=${()=>this.asking.ask()}>
 ${t(n?`Asking…`:i?`Ask again`:`Ask a helper`)}
 </button>
 <button type="button" ?disabled=${n||this.busy} @click=${()=>void this.act(`leave_question`,e)}>${t(`Leave it for the teachers`)}</button>
 </div>
 <p class="error" role="alert">${this.failure}</p>
 </div>`}isBlocked({id:e}){return this.asking.blocked&&this.asking.id===e}go(e,t,n){if(e.ctrlKey||e.metaKey||e.shiftKey)return;let r=y(t,n);r&&e.preventDefault(),this.blocked=!r,this.asking.blocked=!1}confirm(){this.failure=``,this.asks=!0}async act(e,t){if(!this.busy){this.busy=!0,this.failure=``;try{await this.asking.act(e,t),this.asks=!1}catch(e){this.failure=g(this.texts.t,e)}finally{this.busy=!1}}}hide=()=>{this.asking.call&&this.leave()};show=({persisted:e})=>{e&&this.asking.refresh()}},T=class{asking;constructor(e){this.asking=e}get changed(){return this.asking.changed}get call(){return this.asking.call}get coming(){return this.call?.helpers??[]}get waiting(){return this.call!==null&&!this.call.solved&&this.coming.length===0}get end(){return this.call===null}};customElements.get(`chatxblock-open-call`)||(customElements.get(`chatxblock-dialog`)||customElements.define(`chatxblock-dialog`,_),customElements.define(`chatxblock-open-call`,w));function E({data:a,handlers:o,clock:s,asking:c}){let l=document.createElement(`chatxblock-open-call`),u=new r(a.texts,a.language),d=new e({conversation:new T(c),bell:new n,notice:new t(u),hidden:()=>document.hidden||!document.hasFocus(),storage:i(`localStorage`),now:()=>Date.now()});return Object.assign(l,{texts:u,asking:c,clock:s,attention:d,leave:()=>void o.post(`lobby`,{leaving:!0},!0).catch(()=>void 0),mark:new S(document),slot:`open`})}export{E as makeOpen};
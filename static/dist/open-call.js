import{n as e,t}from"./attention-f2ELeQBq.js";import{i as n}from"./notify-Csxgj2OH.js";import{A as r,D as i,H as a,M as o,O as s,T as c,_ as l,b as u,f as d,g as f,r as p,v as m,w as h,y as g}from"./shared-BFICDljv.js";import{n as _,t as v}from"./room-window-DWwiObwk.js";import{t as y}from"./open-call-words-DfygLyoi.js";import{t as b}from"./dialog-BPKxFfoY.js";var x=/^(\(\d+\) ?)?(.*)$/s,S=class{page;shown=``;constructor(e){this.page=e}show(e){let t=e&&`● ${e}`;if(t===this.shown)return;let{title:n}=this.page,r=this.shown?n.replace(`${this.shown} – `,``).replace(this.shown,``):n,[,i=``,a=``]=x.exec(r)??[];this.page.title=i+[t,a].filter(Boolean).join(` – `),this.shown=t}},C=s` :host{display:block;flex:1 1 100%;overflow-wrap:anywhere}:host([slot="none"]){display:none}.asked{margin-top:.75rem;padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}blockquote{margin:.25rem 0 0;max-height:9rem;overflow:auto}.ended blockquote{padding-inline-start:.75rem;border-inline-start:3px solid var(--field)}.state{display:flex;align-items:baseline;gap:.5rem;margin-top:1rem}.state.good{padding:.5rem .75rem;border-radius:.5rem;background:var(--good-ground);color:var(--good);font-weight:600}.dot{flex:none;width:.625rem;height:.625rem;border:2px solid var(--quiet);border-radius:50%}.good .dot{border-color:currentcolor;background:currentcolor}@media (forced-colors:active){.good .dot{forced-color-adjust:none;border-color:CanvasText;background:CanvasText}}.actions{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-top:1rem}[tabindex="-1"]:focus{outline:none}.note:not(:empty),.error:not(:empty){margin-top:.75rem}`,w=class extends h{static properties={asking:{attribute:!1},asks:{state:!0},failure:{state:!0},busy:{state:!0},blocked:{state:!0}};static styles=[l,C];leave=()=>void 0;stops=[];constructor(){super(),this.texts=new r,this.asks=this.busy=this.blocked=!1,this.failure=``,new m(this)}connectedCallback(){super.connectedCallback(),f(this);let e=()=>this.requestUpdate();this.stops=[this.asking,this.attention].map(({changed:t})=>t.subscribe(e)),this.attention.start(),window.addEventListener(`pagehide`,this.hide)}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e();this.attention.stop(),this.mark.show(``),window.removeEventListener(`pagehide`,this.hide)}willUpdate(){let{call:e,ended:t}=this.asking;this.slot=e||t?`open`:`none`,e||(this.asks=this.blocked=!1);let n=e&&y(this.texts,e,this.clock.now());this.mark.show(n?.good&&!e?.solved?o(n.text):``)}render(){let{call:e,ended:t}=this.asking;return e?this.renderCall(e):t?this.renderEnded(t):c}renderCall(e){let{t}=this.texts,n=new u(this.texts).ago(Date.parse(e.asked_at),this.clock.now()),{text:r,good:a}=y(this.texts,e,this.clock.now());return i`<div class="asked" tabindex="-1">
 <p class="quiet small">${t(`You asked {ago}:`,{ago:n})}</p>
 <blockquote class="words" dir="auto" ${p()}>${e.question}</blockquote>
 </div>
 <p class="state ${a?`good`:``}"><span class="dot"></span><span role="status">${d(r)}</span></p>
 <div class="actions">
 ${this.renderWay(e)}
 ${e.solved?c:i`<button class="plain" @click=${()=>this.confirm()}>${t(`Take it back`)}</button>`}
 </div>
 <p class="note" role="alert">${this.isBlocked(e)?t(`Your browser did not open the window of your room. Open it by the button.`):``}</p>
 ${this.asks?this.renderDialog(e):c}`}renderWay(e){let{t}=this.texts,{id:n,window_url:r}=e,a=this.isBlocked(e)?t(`Open your room`):t(`Go to your room`);return i`<a class="button primary" href=${r} target=${_(n)} @click=${e=>this.go(e,r,n)}>${a}</a>`}renderDialog(e){let{t}=this.texts,n=e.helpers.length>0;return i`<chatxblock-dialog
 .heading=${t(`Take your question back?`)}
 .text=${t(n?`Nobody else is asked. Who is in your room reads that you took the question back.`:`Nobody else is asked, and your room closes.`)}
 .confirm=${t(`Take it back`)}
 .cancel=${t(n?`Keep it`:`Keep waiting`)}
 .danger=${!0}
 .error=${this.failure}
 .busy=${this.busy}
 @confirmed=${()=>void this.act(`cancel`,e)}
 @dismissed=${()=>this.asks=!1}
 ></chatxblock-dialog>`}renderEnded(e){let{t}=this.texts,{sending:n,text:r}=this.asking,a=r.trim()===e.question.trim();return i`<div class="ended" tabindex="-1">
 <p role="status">
 ${t(`Your question was closed, because nobody was in its room any more.`)}
 ${a?t(`Your words are back in the box.`):c}
 </p>
 ${a?c:i`<blockquote class="words" dir="auto" ${p()}>${e.question}</blockquote>`}
 <div class="actions">
 <button type="button" class="primary" ?disabled=${n} @click=${()=>this.asking.ask()}>
 ${t(n?`Asking…`:a?`Ask again`:`Ask a helper`)}
 </button>
 <button type="button" ?disabled=${n||this.busy} @click=${()=>void this.act(`leave_question`,e)}>${t(`Leave it for the teachers`)}</button>
 </div>
 <p class="error" role="alert">${this.failure}</p>
 </div>`}isBlocked({id:e}){return this.blocked||this.asking.blocked&&this.asking.id===e}go(e,t,n){if(e.ctrlKey||e.metaKey||e.shiftKey)return;let r=v(t,n);r&&e.preventDefault(),this.blocked=!r,this.asking.blocked=!1}confirm(){this.failure=``,this.asks=!0}async act(e,t){if(!this.busy){this.busy=!0,this.failure=``;try{await this.asking.act(e,t),this.asks=!1}catch(e){this.failure=g(this.texts.t,e)}finally{this.busy=!1}}}hide=()=>{this.asking.call&&this.leave()}},T=class{asking;constructor(e){this.asking=e}get changed(){return this.asking.changed}get call(){return this.asking.call}get coming(){return this.call?.helpers??[]}get waiting(){return this.call!==null&&!this.call.solved&&this.coming.length===0}get end(){return this.call===null}},E=16,D=class extends b{firstUpdated(){super.firstUpdated();let{dialog:e}=this;if(!e||window===window.parent)return;let{top:t=0}=this.parentNode instanceof ShadowRoot?this.parentNode.host.getBoundingClientRect():{},n=window.innerHeight-e.offsetHeight-E;e.classList.add(`placed`),e.style.marginTop=`${Math.max(E,Math.min(t,n))}px`}};customElements.get(`chatxblock-open-call`)||(customElements.get(`chatxblock-dialog`)||customElements.define(`chatxblock-dialog`,D),customElements.define(`chatxblock-open-call`,w));function O({data:i,handlers:o,clock:s,asking:c}){let l=document.createElement(`chatxblock-open-call`),u=new r(i.texts,i.language),d=new e({conversation:new T(c),bell:new n,notice:new t(u),hidden:()=>document.hidden||!document.hasFocus(),storage:a(`localStorage`),now:()=>Date.now()});return Object.assign(l,{texts:u,asking:c,clock:s,attention:d,leave:()=>void o.post(`lobby`,{leaving:!0},!0).catch(()=>void 0),mark:new S(document),slot:`open`})}export{O as makeOpen};
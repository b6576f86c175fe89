import{A as e,E as t,T as n,k as r,p as i,v as a}from"./shared-CQyM8Vu6.js";var o=e` dialog{width:min(28rem,calc(100vw - 2rem));max-height:calc(100dvh - 2rem);padding:1.5rem 1.5rem 0;border:1px solid var(--field);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow:auto;overflow-wrap:anywhere;animation:appear .15s}@keyframes appear{from{opacity:0}}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3;margin-bottom:.5rem}h2 bdi[title]{max-width:calc(100% - 1.5em)}.error:not(:empty){margin-top:.5rem}.actions{position:sticky;inset-block-end:0;display:flex;flex-wrap:wrap;justify-content:flex-end;gap:.5rem;margin:.5rem -1.5rem 0;padding:1rem 1.5rem 1.5rem;background:var(--ground)}.danger{border-color:var(--bad);color:var(--bad)}@media (max-width:37.5rem){dialog{padding:1rem 1rem 0}.actions{margin-inline:-1rem;padding:.5rem 1rem 1rem}.actions > *{flex:1 1 auto}dialog:not(.placed){width:100%;max-width:none;margin:auto 0 0;border-width:1px 0 0;border-radius:.75rem .75rem 0 0}}`,s=class extends n{static styles=[a,o];opener=null;firstUpdated(){this.opener=c(),this.dialog?.showModal()}disconnectedCallback(){super.disconnectedCallback(),c()||this.opener?.focus()}get dialog(){return this.renderRoot.querySelector(`dialog`)}};function c(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e instanceof HTMLElement&&e!==document.body?e:null}var l=class extends s{static properties={heading:{},text:{},confirm:{},cancel:{},danger:{type:Boolean},field:{},value:{},error:{},busy:{type:Boolean}};static styles=[...s.styles,e` label{display:block;font-weight:600;margin:1rem 0 .25rem}`];constructor(){super(),this.heading=this.text=this.confirm=this.cancel=this.field=this.value=this.error=``,this.danger=this.busy=!1}render(){return r`<dialog aria-labelledby="heading" aria-describedby="text" @close=${()=>this.tell(`dismissed`,``)}>
 <form @submit=${this.submit}>
 <h2 id="heading">${i(this.heading)}</h2>
 <p id="text">${this.text}</p>
 ${this.field?this.renderField():t}
 <p id="error" class="error" role="alert">${this.error}</p>
 <div class="actions">
 <button type="button" class=${this.danger?`primary`:``} @click=${()=>this.dialog?.close()}>${this.cancel}</button>
 <button class=${this.danger?`danger`:`primary`} ?disabled=${this.busy}>${this.confirm}</button>
 </div>
 </form>
 </dialog>`}updated(e){e.has(`busy`)&&this.error&&!c()&&this.renderRoot.querySelector(`.actions > :last-child`)?.focus()}renderField(){return r`<label for="field">${this.field}</label>
 <input
 id="field"
 autocomplete="off"
 dir="auto"
 aria-describedby="error"
 aria-invalid=${this.error?`true`:`false`}
 .value=${this.value}
 @input=${this.typed}
 />`}typed=e=>this.tell(`typed`,e.target.value);submit=e=>{e.preventDefault();let t=this.renderRoot.querySelector(`input`)?.value.trim()??``;this.field&&!t?this.renderRoot.querySelector(`input`)?.focus():this.tell(`confirmed`,t)};tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};export{s as n,l as t};
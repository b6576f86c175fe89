import{C as e,E as t,S as n,T as r,f as i,h as a}from"./shared-MLGPKzRo.js";var o=class extends n{static properties={heading:{},text:{},confirm:{},cancel:{},field:{},value:{},error:{},busy:{type:Boolean}};static styles=[a,t` dialog{width:min(28rem,calc(100vw - 2rem));padding:1.5rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}dialog::backdrop{background:rgb(10 20 30 / .45)}h2{font-size:1.25rem;line-height:1.3;margin-bottom:.5rem}label{display:block;font-weight:600;margin:1rem 0 .25rem}.error:not(:empty){margin-top:.5rem}.actions{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:.5rem;margin-top:1.5rem}`];constructor(){super(),this.heading=this.text=this.confirm=this.cancel=this.field=this.value=this.error=``,this.busy=!1}firstUpdated(){this.dialog?.showModal()}render(){return r`<dialog aria-labelledby="heading" aria-describedby="text" @close=${()=>this.tell(`dismissed`,``)}>
 <form @submit=${this.submit}>
 <h2 id="heading">${i(this.heading)}</h2>
 <p id="text">${this.text}</p>
 ${this.field?r`<label for="field">${this.field}</label><input id="field" autocomplete="off" dir="auto" .value=${this.value} @input=${this.typed} />`:e}
 <p class="error" role="alert">${this.error}</p>
 <div class="actions">
 <button type="button" @click=${()=>this.dialog?.close()}>${this.cancel}</button>
 <button class="primary" ?disabled=${this.busy}>${this.confirm}</button>
 </div>
 </form>
 </dialog>`}typed=e=>this.tell(`typed`,e.target.value);submit=e=>{e.preventDefault();let t=this.renderRoot.querySelector(`input`)?.value.trim()??``;this.field&&!t?this.renderRoot.querySelector(`input`)?.focus():this.tell(`confirmed`,t)};get dialog(){return this.renderRoot.querySelector(`dialog`)}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};export{o as t};
import{D as e,I as t,L as n,O as r,T as i,f as a,j as o}from"./shared-DpQtM3dj.js";import{n as s,t as c}from"./bar-Dcw7Ff99.js";import{n as l}from"./dialog-B9f6puAA.js";var u=36e5,d=class extends l{static properties={person:{attribute:!1},about:{},texts:{attribute:!1},error:{},busy:{type:Boolean},doing:{state:!0},hours:{state:!0},removes:{state:!0}};static styles=[...l.styles,c,r` fieldset{min-width:0;margin:1rem 0 0;padding:0;border:0}legend,.label{padding:0;font-weight:600}.label{display:block;margin-top:1rem}.choice{display:flex;align-items:center;gap:.5rem;min-height:2.25rem}.choice input{flex:none;width:auto}textarea{display:block;width:100%;min-height:5rem;resize:vertical}.preview{margin-top:1rem;padding:.75rem;border-radius:.5rem;background:var(--raised)}`];constructor(){super(),this.about=this.error=``,this.busy=this.removes=!1,this.doing=`both`,this.hours=24}render(){let{t}=this.texts,n=o(this.person.name);return e`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <form @submit=${this.submit}>
 <h2 id="heading">${a(t(`Bar {name} for a time`,{name:n}))}</h2>
 ${this.about?e`<p class="small quiet">${a(this.about)}</p>`:i}
 <p>${t(`To read, to go on with an open question, to export and to leave stay allowed.`)}</p>
 ${this.renderChoice(`doing`,t(`From what`),this.doings(),this.doing,e=>this.doing=e)}
 ${this.renderChoice(`hours`,t(`For how long`),this.spans(),this.hours,e=>this.hours=e)}
 <label class="label" for="words">${t(`Your words to this person`)}</label>
 <textarea
 id="words"
 dir="auto"
 maxlength="1000"
 aria-describedby="error"
 aria-invalid=${this.error?`true`:`false`}
 .value=${this.text.value}
 @input=${this.typed}
 ></textarea>
 ${this.person.rooms.length>0&&this.doing!==`asking`?this.renderRemove():i} ${this.renderPreview()}
 <p id="error" class="error" role="alert">${this.error}</p>
 <div class="actions">
 <button type="button" class="primary" @click=${()=>this.dialog?.close()}>${t(`Don't bar`)}</button>
 <button class="danger" ?disabled=${this.busy}>${t(`Bar`)}</button>
 </div>
 </form>
 </dialog>`}doings(){let{t:e}=this.texts;return[[`asking`,e(`From asking`)],[`helping`,e(`From helping`)],[`both`,e(`From both`)]]}spans(){let{t:e}=this.texts;return[[1,e(`An hour`)],[24,e(`A day`)],[168,e(`A week`)],[null,e(`Until somebody of the staff lifts it`)]]}renderChoice(t,n,r,i,a){return e`<fieldset>
 <legend>${n}</legend>
 ${r.map(([n,r])=>e`<label class="choice"><input type="radio" name=${t} .checked=${n===i} @change=${()=>a(n)} /> ${r}</label>`)}
 </fieldset>`}renderRemove(){let{t}=this.texts;return e`<label class="choice"
 ><input type="checkbox" .checked=${this.removes} @change=${e=>this.removes=e.target.checked} /> ${t(`Remove them from the room they are in now, too`)}</label
 >`}renderPreview(){let{t}=this.texts,n=this.hours===null?null:new Date(this.now()+this.hours*u).toISOString(),r=this.doing===`both`?[`asking`,`helping`]:[this.doing];return e`<div class="preview">
 <p class="small quiet">${t(`This person reads:`)}</p>
 ${r.map((e,t)=>s(this.texts,{doing:e,until:n,words:t===r.length-1?this.text.value:``},this.now()))}
 </div>`}typed=e=>{this.text.value=e.target.value,this.error=``,this.requestUpdate()};submit=e=>{e.preventDefault();let r=n(this.text.value);if(!t(r)){this.error=this.texts.t(`Write the words that this person will read first.`),this.renderRoot.querySelector(`textarea`)?.focus();return}let i=this.removes&&this.person.rooms.length>0&&this.doing!==`asking`,a={doing:this.doing,hours:this.hours,words:r,remove:i};this.dispatchEvent(new CustomEvent(`confirmed`,{detail:a}))}};export{d as t};
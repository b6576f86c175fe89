import{A as e,E as t,N as n,R as r,k as i,p as a,z as o}from"./shared-CQyM8Vu6.js";import{n as s,t as c}from"./bar-4K0zGU4F.js";import{n as l}from"./dialog-DkRbeB45.js";var u=36e5,d=class extends l{static properties={person:{attribute:!1},about:{},texts:{attribute:!1},error:{},busy:{type:Boolean},doing:{state:!0},hours:{state:!0},removes:{state:!0}};static styles=[...l.styles,c,e` fieldset{min-width:0;margin:1rem 0 0;padding:0;border:0}legend,.label{padding:0;font-weight:600}.label{display:block;margin-top:1rem}.choice{display:flex;align-items:center;gap:.5rem;min-height:2.25rem}.choice input{flex:none;width:auto}textarea{display:block;width:100%;min-height:5rem;resize:vertical}.preview{margin-top:1rem;padding:.75rem;border-radius:.5rem;background:var(--raised)}`];constructor(){super(),this.about=this.error=``,this.busy=this.removes=!1,this.doing=`both`,this.hours=24}render(){let{t:e}=this.texts,r=n(this.person.name);return i`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <form @submit=${this.submit}>
 <h2 id="heading">${a(e(`Bar {name} for a time`,{name:r}))}</h2>
 ${this.about?i`<p class="small quiet">${a(this.about)}</p>`:t}
 <p>${e(`To read, to go on with an open question, to export and to leave stay allowed.`)}</p>
 ${this.renderChoice(`doing`,e(`From what`),this.doings(),this.doing,e=>this.doing=e)}
 ${this.renderChoice(`hours`,e(`For how long`),this.spans(),this.hours,e=>this.hours=e)}
 <label class="label" for="words">${e(`Your words to this person`)}</label>
 <textarea
 id="words"
 dir="auto"
 maxlength="1000"
 aria-describedby="error"
 aria-invalid=${this.error?`true`:`false`}
 .value=${this.text.value}
 @input=${this.typed}
 ></textarea>
 ${this.person.rooms.length>0&&this.doing!==`asking`?this.renderRemove():t} ${this.renderPreview()}
 <p id="error" class="error" role="alert">${this.error}</p>
 <div class="actions">
 <button type="button" class="primary" @click=${()=>this.dialog?.close()}>${e(`Don't bar`)}</button>
 <button class="danger" ?disabled=${this.busy}>${e(`Bar`)}</button>
 </div>
 </form>
 </dialog>`}doings(){let{t:e}=this.texts;return[[`asking`,e(`From asking`)],[`helping`,e(`From helping`)],[`both`,e(`From both`)]]}spans(){let{t:e}=this.texts;return[[1,e(`An hour`)],[24,e(`A day`)],[168,e(`A week`)],[null,e(`Until somebody of the staff lifts it`)]]}renderChoice(e,t,n,r,a){return i`<fieldset>
 <legend>${t}</legend>
 ${n.map(([t,n])=>i`<label class="choice"><input type="radio" name=${e} .checked=${t===r} @change=${()=>a(t)} /> ${n}</label>`)}
 </fieldset>`}renderRemove(){let{t:e}=this.texts;return i`<label class="choice"
 ><input type="checkbox" .checked=${this.removes} @change=${e=>this.removes=e.target.checked} /> ${e(`Remove them from the room they are in now, too`)}</label
 >`}renderPreview(){let{t:e}=this.texts,t=this.hours===null?null:new Date(this.now()+this.hours*u).toISOString(),n=this.doing===`both`?[`asking`,`helping`]:[this.doing];return i`<div class="preview">
 <p class="small quiet">${e(`This person reads:`)}</p>
 ${n.map((e,r)=>s(this.texts,{doing:e,until:t,words:r===n.length-1?this.text.value:``},this.now()))}
 </div>`}typed=e=>{this.text.value=e.target.value,this.error=``,this.requestUpdate()};submit=e=>{e.preventDefault();let t=o(this.text.value);if(!r(t)){this.error=this.texts.t(`Write the words that this person will read first.`),this.renderRoot.querySelector(`textarea`)?.focus();return}let n=this.removes&&this.person.rooms.length>0&&this.doing!==`asking`,i={doing:this.doing,hours:this.hours,words:t,remove:n};this.dispatchEvent(new CustomEvent(`confirmed`,{detail:i}))}};export{d as t};
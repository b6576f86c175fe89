import{t as e}from"./menu-Dya_B4yH.js";import{t}from"./pages-CqngbhYV.js";import{A as n,D as r,I as i,L as a,O as o,S as s,T as c,_ as l,b as u,f as d,j as f,p,v as m,w as h,y as g}from"./shared-oBBZr5Dp.js";import{n as _,t as v}from"./bar-D7Ndbv6C.js";import{n as y}from"./dialog-drtpqltr.js";import{n as b,t as x}from"./face-BJskGzhv.js";var S=36e5,C=class extends y{static properties={person:{attribute:!1},texts:{attribute:!1},error:{},busy:{type:Boolean},doing:{state:!0},hours:{state:!0},removes:{state:!0}};static styles=[...y.styles,v,o` fieldset{min-width:0;margin:1rem 0 0;padding:0;border:0}legend,.label{padding:0;font-weight:600}.label{display:block;margin-top:1rem}.choice{display:flex;align-items:center;gap:.5rem;min-height:2.25rem}.choice input{flex:none;width:auto}textarea{display:block;width:100%;min-height:5rem;resize:vertical}.preview{margin-top:1rem;padding:.75rem;border-radius:.5rem;background:var(--raised)}`];text;now;constructor(){super(),this.error=``,this.busy=this.removes=!1,this.doing=`both`,this.hours=24}render(){let{t:e}=this.texts,t=f(this.person.name);return r`<dialog aria-labelledby="heading" @close=${()=>this.dispatchEvent(new CustomEvent(`dismissed`))}>
 <form @submit=${this.submit}>
 <h2 id="heading">${d(e(`Bar {name} for a time`,{name:t}))}</h2>
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
 ${this.person.rooms.length>0&&this.doing!==`asking`?this.renderRemove():c} ${this.renderPreview()}
 <p id="error" class="error" role="alert">${this.error}</p>
 <div class="actions">
 <button type="button" class="primary" @click=${()=>this.dialog?.close()}>${e(`Don't bar`)}</button>
 <button class="danger" ?disabled=${this.busy}>${e(`Bar`)}</button>
 </div>
 </form>
 </dialog>`}doings(){let{t:e}=this.texts;return[[`asking`,e(`From asking`)],[`helping`,e(`From helping`)],[`both`,e(`From both`)]]}spans(){let{t:e}=this.texts;return[[1,e(`An hour`)],[24,e(`A day`)],[168,e(`A week`)],[null,e(`Until somebody of the staff lifts it`)]]}renderChoice(e,t,n,i,a){return r`<fieldset>
 <legend>${t}</legend>
 ${n.map(([t,n])=>r`<label class="choice"><input type="radio" name=${e} .checked=${t===i} @change=${()=>a(t)} /> ${n}</label>`)}
 </fieldset>`}renderRemove(){let{t:e}=this.texts;return r`<label class="choice"
 ><input type="checkbox" .checked=${this.removes} @change=${e=>this.removes=e.target.checked} /> ${e(`Remove them from the room they are in now, too`)}</label
 >`}renderPreview(){let{t:e}=this.texts,t=this.hours===null?null:new Date(this.now()+this.hours*S).toISOString(),n=this.doing===`both`?[`asking`,`helping`]:[this.doing];return r`<div class="preview">
 <p class="small quiet">${e(`This person reads:`)}</p>
 ${n.map((e,r)=>_(this.texts,{doing:e,until:t,words:r===n.length-1?this.text.value:``},this.now()))}
 </div>`}typed=e=>{this.text.value=e.target.value,this.error=``,this.requestUpdate()};submit=e=>{e.preventDefault();let t=a(this.text.value);if(!i(t)){this.error=this.texts.t(`Write the words that this person will read first.`),this.renderRoot.querySelector(`textarea`)?.focus();return}let n=this.removes&&this.person.rooms.length>0&&this.doing!==`asking`,r={doing:this.doing,hours:this.hours,words:t,remove:n};this.dispatchEvent(new CustomEvent(`confirmed`,{detail:r}))}};function w(e,t){let{t:n}=e,r=f(t.by),i=f(t.person??n(`somebody`)),a=f(t.title||n(`a page that is gone`));return{entered:()=>n(`{by} entered the room of {person} in {title}`,{by:r,person:i,title:a}),closed:()=>n(`{by} closed a question of {person} in {title}`,{by:r,person:i,title:a}),answered:()=>n(`{by} answered a question of {person} in {title}`,{by:r,person:i,title:a}),dismissed:()=>n(`{by} dismissed a question of {person} in {title}`,{by:r,person:i,title:a}),settled:()=>t.person?n(`{by} settled a report about {person}`,{by:r,person:i}):n(`{by} settled a report about {title}`,{by:r,title:a}),verified:()=>n(`{by} verified “{title}”`,{by:r,title:a}),unverified:()=>n(`{by} took back that “{title}” is verified`,{by:r,title:a}),published:()=>n(`{by} published “{title}”`,{by:r,title:a}),hid:()=>n(`{by} hid “{title}”`,{by:r,title:a}),merged:()=>n(`{by} put another page together with “{title}”`,{by:r,title:a}),restored:()=>n(`{by} brought an earlier text of “{title}” back`,{by:r,title:a}),removed:()=>n(`{by} removed {person} from a room in {title}`,{by:r,person:i,title:a}),"barred-asking":()=>n(`{by} barred {person} from asking`,{by:r,person:i}),"barred-helping":()=>n(`{by} barred {person} from helping`,{by:r,person:i}),"unbarred-asking":()=>n(`{by} let {person} ask again`,{by:r,person:i}),"unbarred-helping":()=>n(`{by} let {person} help again`,{by:r,person:i})}[t.kind]()}var T=o` :host{display:block;overflow-wrap:anywhere}h2{margin:0 0 .5rem;font-size:1.125rem;line-height:1.3}section + section{margin-top:2.5rem}form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin-bottom:1rem}form label{display:block;font-weight:600}form > :first-child{flex:1 1 14rem}input,select{width:100%;min-height:2.75rem}li{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.25rem 1rem;align-items:center;padding:.75rem 0;border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}li.deed{grid-template-columns:minmax(0,1fr)}h3{font-size:1rem;font-weight:600;line-height:1.5}.actions{display:flex;gap:.25rem;align-items:center}.held{color:var(--trouble);font-weight:600}.more{margin-top:1rem}.error:empty{display:none}[tabindex="-1"]:focus{outline:none}@media (max-width:40rem){.actions{grid-column:1 / -1;justify-content:space-between}.actions > .wide{flex:1}}`,E=class extends h{static properties={texts:{attribute:!1},barring:{state:!0},failure:{state:!0},busy:{state:!0},sort:{state:!0}};static styles=[l,b,T];query=``;people;deeds;handlers;clock;say;text;stops=[];constructor(){super(),this.texts=new n,this.barring=null,this.failure={jid:``,words:``},this.busy=!1,this.sort=`load`,new m(this)}connectedCallback(){super.connectedCallback(),this.stops=[this.people,this.deeds].map(({changed:e})=>e.subscribe(()=>this.requestUpdate())),this.refresh()}disconnectedCallback(){super.disconnectedCallback();for(let e of this.stops)e()}refresh(){this.people.look(),this.deeds.look()}render(){let{t:e}=this.texts;return r`<section aria-labelledby="people">
 <h2 id="people" tabindex="-1">${e(`Who asked or helped`)}</h2>
 ${this.renderSearch()} ${this.renderTrouble(this.people)} ${this.renderPeople()}
 </section>
 <section aria-labelledby="deeds">
 <h2 id="deeds">${e(`Who did what`)}</h2>
 ${this.people.error?c:this.renderTrouble(this.deeds)} ${this.renderDeeds()}
 </section>
 ${this.barring?this.renderDialog(this.barring):c}`}renderSearch(){let{t:e}=this.texts,t=[[`load`,e(`How often they came`)],[`thanks`,e(`Thanks`)],[`name`,e(`Name`)]];return r`<form role="search" @submit=${this.search}>
 <div><label class="small" for="query">${e(`Name or username`)}</label><input id="query" type="search" maxlength="255" dir="auto" /></div>
 <div>
 <label class="small" for="sort">${e(`Sorted by`)}</label>
 <select id="sort" @change=${this.choose}>
 ${t.map(([e,t])=>r`<option value=${e} ?selected=${e===this.sort}>${t}</option>`)}
 </select>
 </div>
 <button>${e(`Search`)}</button>
 </form>`}renderTrouble({error:e}){let{t}=this.texts;return e?r`<p class="error" role="alert">
 ${g(t,e,t(`We can't reach the server right now.`))} <button @click=${()=>this.refresh()}>${t(`Try again`)}</button>
 </p>`:c}renderPeople(){let{t:e}=this.texts,{items:t,error:n}=this.people;return t===null?n?c:r`<p class="quiet">${e(`Loading…`)}</p>`:t.length===0?r`<p class="quiet">${this.query?e(`Nobody of that name asked or helped here.`):e(`Nobody asked or helped yet. Whoever does stands here.`)}</p>`:r`<ul>
 ${p(t,({jid:e})=>e,e=>r`<li>${this.renderPerson(e)}</li>`)}
 </ul>
 ${this.renderMore(this.people)}`}renderPerson(e){let{t}=this.texts,{jid:n,name:i,username:a}=e,o=`name-${n}`,l=[a&&a!==i?a:``,e.staff?t(`course staff`):``,e.left?t(`has left the course`):``,e.on_duty?t(`on duty`):``].filter(Boolean),u=s(e.history_url);return r`${x(e)}
 <div>
 <h3 id=${o}><bdi translate="no" title=${i}>${i}</bdi></h3>
 ${l.length>0?r`<p class="small quiet">${l.map((e,t)=>r`${t>0?` · `:c}<bdi>${e}</bdi>`)}</p>`:c}
 <p class="small quiet">${this.numbers(e)}</p>
 ${e.bars.map(e=>r`<p class="small held">${this.heldWords(e)}</p>`)}
 <p class="error small" role="alert">${this.failure.jid===n&&!this.barring?this.failure.words:``}</p>
 </div>
 <div class="actions">
 ${u?r`<a class="button wide" href=${u} target="_blank" rel="noopener" aria-describedby=${o}>${t(`See talks`)}</a>`:c}
 ${e.staff?c:this.renderMenu(e,o)}
 </div>`}renderMenu(e,t){let{t:n}=this.texts;return r`<chatxblock-menu .label=${n(`More`)} .items=${this.itemsOf(e)}
 ><button class="plain" aria-haspopup="menu" aria-expanded="false" aria-label=${n(`More`)} aria-describedby=${t} ?disabled=${this.busy}>⋯</button></chatxblock-menu
 >`}itemsOf(e){let{t}=this.texts,n=e.bars.map(({doing:n})=>({label:t(n===`asking`?`Let them ask again`:`Let them help again`),run:()=>void this.lift(e,n)})),r=e.rooms.map(n=>({label:t(`Remove from the room`),run:()=>void this.putOut(e,n)}));return[{label:t(`Bar…`),run:()=>this.ask(e)},...n,...r]}numbers({questions:e,asked:t,answered:n,thanked:r,seen_at:i}){let{t:a,n:o}=this.texts,s=[o(`{n} question`,`{n} questions`,e)];return(t>0||n>0)&&s.push(o(`came {n} time`,`came {n} times`,n),o(`asked {n} time`,`asked {n} times`,t),o(`{n} thank you`,`{n} thank-yous`,r)),i&&s.push(a(`here {time}`,{time:new u(this.texts).ago(Date.parse(i),this.clock.now())})),s.join(` · `)}heldWords(e){let{t}=this.texts,n=e.until?new u(this.texts).brief(Date.parse(e.until),this.clock.now()):``;return e.doing===`asking`?n?t(`Barred from asking until {time}`,{time:n}):t(`Barred from asking until it is lifted`):n?t(`Barred from helping until {time}`,{time:n}):t(`Barred from helping until it is lifted`)}renderDeeds(){let{t:e}=this.texts,{items:t,error:n}=this.deeds;return t===null?n?c:r`<p class="quiet">${e(`Loading…`)}</p>`:t.length===0?r`<p class="quiet">${e(`Nothing yet. What staff do about questions, people and pages stands here, with the reason.`)}</p>`:r`<ul>
 ${p(t,({id:e})=>e,e=>r`<li class="deed">${this.renderDeed(e)}</li>`)}
 </ul>
 ${this.renderMore(this.deeds)}`}renderDeed(e){let{t}=this.texts,n=new u(this.texts),i=e.until?` · ${t(`until {time}`,{time:n.brief(Date.parse(e.until),this.clock.now())})}`:``;return r`<p>${d(w(this.texts,e))}</p>
 ${e.reason?r`<p class="words small" dir="auto">${e.reason}</p>`:c}
 <p class="small quiet"><time datetime=${e.at} title=${n.long(Date.parse(e.at))}>${n.ago(Date.parse(e.at),this.clock.now())}</time>${i}</p>`}renderMore(e){return e.next?r`<div class="more"><button ?disabled=${e.busy} @click=${()=>void e.more()}>${this.texts.t(`Show more`)}</button></div>`:c}renderDialog(e){return r`<chatxblock-bar-dialog
 .person=${e}
 .texts=${this.texts}
 .text=${this.text(`bar:${e.jid}`)}
 .now=${()=>this.clock.now()}
 .error=${this.failure.words}
 .busy=${this.busy}
 @confirmed=${({detail:t})=>void this.bar(e,t)}
 @dismissed=${()=>this.barring=null}
 ></chatxblock-bar-dialog>`}ask(e){this.failure={jid:``,words:``},this.barring=e}async bar(e,t){let{t:n}=this.texts;await this.act(e,`staff_bar`,{person:e.jid,...t})&&(this.barring=null,this.text(`bar:${e.jid}`).value=``,this.say(n(`{name} reads your words from now on.`,{name:f(e.name)})))}async lift(e,t){let{t:n}=this.texts,r=f(e.name);await this.act(e,`staff_bar`,{person:e.jid,doing:t,undo:!0})&&this.say(n(t===`asking`?`{name} may ask again.`:`{name} may help again.`,{name:r}))}async putOut(e,t){await this.act(e,`remove`,{call_id:t,person:e.jid})&&this.say(this.texts.t(`{name} is out of the room.`,{name:f(e.name)}))}async act(e,t,n){if(this.busy)return!1;this.busy=!0,this.failure={jid:``,words:``};try{return await this.handlers.post(t,n),!0}catch(t){return this.failure={jid:e.jid,words:g(this.texts.t,t,this.texts.t(`That did not get through. What you wrote is still here: try again in a moment.`))},!1}finally{this.busy=!1,this.refresh()}}choose=e=>{this.sort=e.target.value,this.people.anew()};search=e=>{e.preventDefault(),this.query=this.renderRoot.querySelector(`#query`)?.value.trim()??``,this.people.anew()}};function D({handlers:n,clock:r,texts:i,text:a,say:o}){customElements.get(`chatxblock-menu`)||customElements.define(`chatxblock-menu`,e),customElements.get(`chatxblock-bar-dialog`)||customElements.define(`chatxblock-bar-dialog`,C),customElements.get(`chatxblock-people`)||customElements.define(`chatxblock-people`,E);let s=document.createElement(`chatxblock-people`);return s.people=new t(async e=>{let t={sort:s.sort,query:s.query,...e?{after:e}:{}},{people:r,next:i}=await n.post(`staff_people`,t);return{items:r,next:i}},({jid:e})=>e),s.deeds=new t(async e=>{let{deeds:t,next:r}=await n.post(`staff_deeds`,e?{before:e}:{});return{items:t,next:r}},({id:e})=>e),Object.assign(s,{handlers:n,clock:r,texts:i,text:a,say:o})}export{D as makeTab};
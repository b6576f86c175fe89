import{t as e}from"./hints-view-DVIrTzOH.js";import{A as t,E as n,M as r,N as i,P as a,T as o,_ as s,k as c,p as l,q as u,v as d}from"./shared-CQyM8Vu6.js";import{n as f,t as p}from"./face-DikteeiP.js";var m=600,h=class{changed=new u;state=``;sentence=``;kept=[];theirs=null;asked=0;constructor(e,t){this.data=e,this.saving=t,this.base={...e.values},this.values={...e.values},this.findings=e.findings,this.hints=e.hints,this.seen=e.seen,this.people=new Map(e.people.map(e=>[e.username,e]))}set(e,t){this.values[e]=t,this.state!==`stale`&&(this.state=``),this.changed.emit(),clearTimeout(this.timer),this.timer=setTimeout(()=>void this.look(),m)}get edited(){return this.data.fields.filter(({name:e})=>this.values[e]!==this.base[e])}of(e){return this.findings.filter(t=>t.field===e)}get wrong(){return this.data.fields.find(({name:e})=>this.of(e).some(({level:e})=>e===`error`))?.name??``}async look(){let e=++this.asked,{status:t,body:n}=await this.saving.post(`studio_look`,this.edits);if(t!==200||e!==this.asked)return;let r=n;this.findings=r.findings,this.hints=r.hints,this.changed.emit()}async find(e,t=``){let{status:n,body:r}=await this.saving.post(`studio_people`,t?{group:t}:{query:e});if(n!==200)return null;let i=r;for(let e of i.people)this.people.set(e.username,e);return i}async save(){if(this.state===`busy`)return;clearTimeout(this.timer),this.asked+=1,this.state=`busy`,this.sentence=``,this.changed.emit();let{status:e,body:t}=await this.saving.post(`submit_studio_edits`,{...this.edits,seen:this.seen});this.answered(e,t),this.changed.emit(),e===200&&this.saving.done()}settle(e){this.theirs&&(this.base={...this.theirs.values},this.seen=this.theirs.seen,e||Object.assign(this.values,this.theirs.values),this.theirs=null,this.state=``,this.changed.emit(),e?this.save():this.look())}get edits(){return{values:Object.fromEntries(this.edited.map(({name:e})=>[e,this.values[e]??``]))}}answered(e,t){if(this.sentence=typeof t.error==`string`?t.error:``,e===200){let e=t;this.kept=e.changed,this.seen=e.seen,this.base={...this.values},this.state=`kept`}else e===409?(this.theirs=t,this.state=`stale`):e===400&&t.code===`bad-settings`?(this.findings=t.findings,this.state=`wrong`):this.state=`failed`}},g=t` :host{display:block;background:var(--ground);text-align:start}.studio{container-type:inline-size;display:grid;gap:1.5rem;padding:1rem;overflow-wrap:anywhere}form :is(input,select,textarea,button,li){scroll-margin-bottom:8rem}h2{font-size:1.125rem;line-height:1.3}h3,label{font-size:1rem;font-weight:600;line-height:1.5}@media (min-width:56rem){.studio{grid-template-columns:minmax(16rem,2fr) minmax(0,3fr)}.preview{position:sticky;top:1rem;align-self:start}}.preview h2{margin-bottom:.75rem}.card{display:grid;gap:.75rem;margin-bottom:.75rem;padding:1rem;border:1px solid var(--edge);border-radius:.75rem}.heading{font-size:1.125rem;font-weight:600}.prompt{font-weight:600}.box{height:4.5rem;border:1px solid var(--field);border-radius:.5rem}.ask{justify-self:start;padding:.5rem 1rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--on-accent);font-weight:600}form{display:grid;gap:1.5rem;min-width:0}fieldset{display:grid;gap:1.25rem;min-width:0;margin:0;padding:1rem;border:1px solid var(--edge);border-radius:.75rem}legend{padding-inline:.5rem}.field{display:grid;gap:.375rem;min-width:0}.about{display:grid;gap:.375rem}select{font:inherit;width:100%;max-width:100%;min-height:2.5rem;padding:.5rem;border:1px solid var(--field);border-radius:.5rem;background:var(--ground);color:var(--ink)}input.number{width:6rem}[aria-invalid="true"]{border-color:var(--bad)}.check{display:flex;gap:.5rem;align-items:start;padding-block:.25rem}.check input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--accent)}.finding{padding:.5rem .75rem;border-inline-start:3px solid currentColor;font-size:.9375rem}.warning{background:var(--trouble-ground);color:var(--trouble)}.rounds,.people,.found,chatxblock-studio-rounds,chatxblock-studio-people{display:grid;gap:.5rem;min-width:0}.rounds li > div{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--raised)}.rounds label{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;max-width:100%;font-weight:400}.rounds .size,.rounds .wait{width:4.5rem;padding:.375rem .5rem}.rounds select{width:auto}.moves{display:flex;margin-inline-start:auto}.moves button,.people button{min-width:2.5rem;min-height:2.5rem}.add,.actions button{justify-self:start}.sentence{padding:.5rem .75rem;border-radius:.5rem;background:var(--own)}.people li,.found button{display:flex;gap:.5rem;align-items:center;justify-content:start;min-width:0;text-align:start}.found button{width:100%;font-weight:400}.who{flex:1;min-width:0}.search,.groups{display:grid;gap:.375rem;margin-top:.5rem}summary{padding-block:.5rem;cursor:pointer}.end{position:sticky;bottom:0;display:grid;gap:.5rem;padding-block:.75rem;background:var(--ground);border-top:1px solid var(--edge)}.actions{display:flex;flex-wrap:wrap;gap:.5rem}.good{color:var(--good)}@media (max-height:30rem){.end{position:static}}`,_=14,v=16,y=class extends o{static properties={form:{attribute:!1},texts:{attribute:!1}};static styles=[d,f,g];stop=()=>void 0;connectedCallback(){super.connectedCallback(),s(this),b(this),this.stop=this.form.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts;return c`<div class="studio">
 ${this.renderPreview()}
 <form novalidate aria-label=${e(`Settings of this block`)} @submit=${this.submit}>
 ${this.renderGroup(`question`,e(`The question`))} ${this.renderGroup(`helping`,e(`Who helps`))} ${this.renderGroup(`afterwards`,e(`Afterwards`))}
 ${this.renderEnd()}
 </form>
 </div>`}renderPreview(){let{t:e}=this.texts,{values:t}=this.form,r=t.form===`button`;return c`<section class="preview" aria-labelledby="preview">
 <h2 id="preview">${e(`What learners will see`)}</h2>
 <div class="card" dir="auto">
 <p class="heading" dir="auto">${t.heading}</p>
 ${r?n:c`<p class="prompt" dir="auto">${t.prompt}</p><div class="box" aria-hidden="true"></div>`}
 ${r||!this.form.hints.length?n:c`<chatxblock-hints .texts=${this.texts} .hints=${this.form.hints}></chatxblock-hints>`}
 <p class="ask">${e(`Ask a helper`)}</p>
 </div>
 <p class="quiet small">${e(r?`The button opens the question box. This is a preview: nobody is asked from here.`:`This is a preview: nobody is asked from here.`)}</p>
 </section>`}renderGroup(e,t){return c`<fieldset>
 <legend><h2>${t}</h2></legend>
 ${this.form.data.fields.filter(t=>t.group===e).map(e=>this.renderField(e))}
 </fieldset>`}renderField(e){let{name:t,kind:r}=e,i=this.form.of(t),a=c`<p id="about-${t}" class="about">
 <span class="quiet small">${e.help}</span>
 ${i.map(e=>this.renderFinding(e))}
 </p>`;if(r===`switch`)return c`<div class="field">
 <label class="check"
 ><input id="field-${t}" type="checkbox" role="switch" aria-describedby="about-${t}" .checked=${this.form.values[t]===!0} @change=${e=>this.form.set(t,e.target.checked)} /><span
 >${e.label}</span
 ></label
 >${a}
 </div>`;let o=r===`people`||r===`rounds`,s=o?c`<h3 id="label-${t}" tabindex="-1">${e.label}</h3>`:c`<label id="label-${t}" for="field-${t}">${e.label}</label>`;return c`<div class="field ${r}">${s}${o?a:n}${this.renderControl(e)}${o?n:a}</div>`}renderControl({name:e,kind:t,choices:r}){let{form:i,texts:a}=this,o=i.values[e],s=i.of(e).some(({level:e})=>e===`error`);if(t===`people`)return c`<chatxblock-studio-people .form=${i} .texts=${a}></chatxblock-studio-people>`;if(t===`rounds`)return c`<chatxblock-studio-rounds .form=${i} .texts=${a}></chatxblock-studio-rounds>`;if(t===`choice`){let t=r.some(e=>e.value===o);return c`<select id="field-${e}" aria-describedby="about-${e}" aria-invalid=${s} @change=${t=>i.set(e,t.target.value)}>
 ${t?n:c`<option value=${o} selected>${o}</option>`}
 ${r.map(e=>c`<option value=${e.value} ?selected=${e.value===o}>${e.label}</option>`)}
 </select>`}return t===`text`?c`<textarea id="field-${e}" rows="6" dir="auto" aria-describedby="about-${e}" aria-invalid=${s} .value=${String(o)} @input=${t=>i.set(e,t.target.value)}></textarea>`:c`<input
 id="field-${e}"
 class=${t}
 autocomplete="off"
 dir="auto"
 inputmode=${t===`number`?`numeric`:`text`}
 aria-describedby="about-${e}"
 aria-invalid=${s}
 .value=${String(o)}
 @input=${n=>i.set(e,x(t,n.target.value))}
 />`}renderFinding({level:e,words:t}){let{t:n}=this.texts;return c`<span class="finding ${e===`error`?`error`:`warning`}"><strong>${n(e===`error`?`Please mend this:`:`Is this meant?`)}</strong> ${t}</span>`}renderEnd(){let{t:e}=this.texts,{form:t}=this,r=t.state===`busy`;return c`<div class="end">
 <div role="status" class="message">${this.renderMessage()}</div>
 <div class="actions">
 <button class="primary" ?disabled=${r}>${e(r?`Saving…`:`Save`)}</button>
 ${t.saving.closes?c`<button type="button" @click=${()=>t.saving.cancel()}>${e(`Cancel`)}</button>`:n}
 </div>
 </div>`}renderMessage(){let{t:e,list:t}=this.texts,{form:r}=this,i=r.edited.map(({label:e})=>e);return r.state===`stale`&&r.theirs?this.renderStale(r.theirs.changed):r.state===`failed`?c`<p class="error">${r.sentence||e(`We can't reach the server right now, or you are logged out. What you typed stays here: log in in another tab if you have to, then save again.`)}</p>`:r.state===`wrong`?c`<p class="error">${e(`Nothing was saved yet: look at what is marked above.`)}</p>`:r.state===`kept`?c`<p class="good">${r.kept.length?e(`Saved: {what}.`,{what:a(t(r.kept))}):e(`Saved. Nothing was other than before.`)}</p>`:i.length?c`<p class="quiet">${e(`Not saved yet: {what}.`,{what:a(t(i))})}</p>`:n}renderStale(e){let{t,list:r}=this.texts,i=this.form.data.fields.filter(({name:t})=>e.includes(t)).map(({label:e})=>e);return c`<p class="error">${this.form.sentence} ${i.length?t(`Other than here: {what}.`,{what:a(r(i))}):n}</p>
 <p class="actions">
 <button type="button" @click=${()=>this.form.settle(!0)}>${t(`Save mine`)}</button>
 <button type="button" @click=${()=>this.form.settle(!1)}>${t(`Take theirs`)}</button>
 </p>`}submit=async e=>{e.preventDefault(),await this.form.save(),await this.updateComplete;let{wrong:t}=this.form;this.form.state===`wrong`&&t&&this.renderRoot.querySelector(`#field-${t}, #label-${t}[tabindex]`)?.focus()}};function b(e){let t=parseFloat(getComputedStyle(document.documentElement).fontSize);t>0&&t<_&&e.style.setProperty(`zoom`,String(v/t))}function x(e,t){return e===`number`&&/^-?\d{1,9}$/.test(t.trim())?Number(t):t}var S=300,C=class extends o{static properties={form:{attribute:!1},texts:{attribute:!1},found:{state:!0},failed:{state:!0},said:{state:!0}};query=``;stop=()=>void 0;connectedCallback(){super.connectedCallback(),this.said??=``,this.stop=this.form.changed.subscribe(()=>this.requestUpdate()),this.found===void 0&&this.look(``)}disconnectedCallback(){super.disconnectedCallback(),this.stop()}createRenderRoot(){return this}get names(){return String(this.form.values.helpers??``).split(/[\n,]/).map(e=>e.trim()).filter(Boolean)}render(){let{t:e}=this.texts,{names:t}=this;return c`${t.length?c`<ol class="people" aria-labelledby="label-helpers">${t.map((e,n)=>this.renderPerson(t,e,n))}</ol>`:c`<p class="quiet">${e(`Nobody is on your list yet.`)}</p>`}
 <div class="search">
 <label for="find-people">${e(`Add somebody by name`)}</label>
 <input id="find-people" autocomplete="off" dir="auto" @input=${this.typed} @keydown=${this.pressed} />
 ${this.renderFound(t)}
 ${this.failed?c`<p class="error" role="alert">${e(`We can't reach the server right now. Try again in a moment.`)}</p>`:n}
 ${this.renderGroups()}
 </div>
 <details>
 <summary>${e(`Write or paste usernames, one a line or separated by commas`)}</summary>
 <textarea rows="4" dir="auto" aria-labelledby="label-helpers" .value=${String(this.form.values.helpers??``)} @change=${e=>this.form.set(`helpers`,e.target.value)}></textarea>
 </details>
 <p class="hidden" role="status">${this.said}</p>`}renderPerson(e,t,r){let{t:a}=this.texts,o=this.form.people.get(t),s=o?.name??t;return c`<li>
 ${p(o??{name:t})}
 <span class="who">${l(i(s))}${s===t?n:c` <span class="quiet small">${l(i(t))}</span>`}</span>
 <button type="button" class="plain" aria-label=${a(`Move {name} up`,{name:s})} ?disabled=${r===0} @click=${()=>this.move(e,r)}>↑</button>
 <button type="button" class="plain" aria-label=${a(`Take {name} off the list`,{name:s})} @click=${()=>this.takeOff(e,r)}>✕</button>
 </li>`}renderFound(e){let{t}=this.texts;if(!this.found||!this.query)return n;let r=this.found.people.filter(({username:t})=>!e.includes(t));return r.length?c`<ul class="found" aria-label=${t(`People who were found`)}>
 ${r.map(e=>c`<li>
 <button type="button" @click=${()=>this.add([e])}>
 ${p(e)} <span class="who">${l(i(e.name))} <span class="quiet small">${l(i(e.username))}${e.staff?c` · ${t(`course staff`)}`:n}</span></span>
 </button>
 </li>`)}
 </ul>
 ${this.found.more?c`<p class="quiet small">${t(`There are more. Write more of the name.`)}</p>`:n}`:c`<p class="quiet" role="status">${t(`Nobody else in the course has that in their name.`)}</p>`}renderGroups(){let{t:e}=this.texts,t=this.found?.groups??[];return t.length?c`<div class="groups">
 <label for="group">${e(`Or add all of a group`)}</label>
 <select id="group" @change=${this.chosen}>
 <option value="">${e(`Choose a cohort or a team`)}</option>
 ${t.map(({key:e,name:t})=>c`<option value=${e}>${t}</option>`)}
 </select>
 </div>`:n}typed=e=>{this.query=e.target.value.trim(),clearTimeout(this.timer),this.timer=setTimeout(()=>void this.look(this.query),S)};pressed=e=>{if(e.key!==`Enter`)return;e.preventDefault();let t=this.found?.people.filter(({username:e})=>!this.names.includes(e))??[];t.length===1&&this.add(t)};chosen=async e=>{let t=e.target,n=await this.form.find(``,t.value);this.failed=!n,n&&this.add(n.people),t.value=``};async look(e){let t=await this.form.find(e);e===this.query&&(this.failed=!t&&e!==``,t&&(this.found=t))}add(e){let{names:t}=this,n=e.filter(({username:e})=>!t.includes(e));this.put([...t,...n.map(({username:e})=>e)]),this.said=this.texts.n(`{n} person was added.`,`{n} people were added.`,n.length);let r=this.querySelector(`#find-people`);!r||e.length>1||(r.value=this.query=``,r.focus())}move(e,t){let n=[...e];n.splice(t-1,0,...n.splice(t,1)),this.put(n),this.said=this.texts.t(`Moved up.`)}takeOff(e,t){this.put(e.filter((e,n)=>n!==t)),this.said=this.texts.t(`Taken off the list.`),this.querySelector(`#find-people`)?.focus()}put(e){this.form.set(`helpers`,e.join(`
`))}},w=[`peers`,`listed`,`staff`,`everyone`],T=/^(-?\d{1,9})\s+([a-z]+)\s+(-?\d+(?:\.\d+)?)\s*(s|m|min|h)?$/i,E={s:1,m:60,min:60,h:3600};function D(e){let t=[];for(let n of e.split(`
`).map(e=>e.trim())){if(!n)continue;let[,e=``,r=``,i=``,a=`s`]=T.exec(n)??[];if(!e||!N(r.toLowerCase()))return null;t.push({size:e,pool:r.toLowerCase(),wait:String(Number(i)*(E[a.toLowerCase()]??1))})}return t}function O(e){return e.map(({size:e,pool:t,wait:n})=>`${e.trim()||`?`} ${t} ${n.trim()||`?`}s`).join(`
`)}function k(e,t){let{t:n}=e,r=0,i=t.map(({size:t,pool:i,wait:a})=>{let o=j(e,i,Number(t)),s=r?n(`after {time} {who}`,{time:M(e,r),who:o}):o;return r+=Number(a),s}),a=t.at(-1);return!a||t.some(({size:e,wait:t})=>!(Number(e)>0)||!(Number(t)>0))?``:n(`{rounds}; then as many again every {time}, until somebody comes.`,{rounds:i.join(`; `),time:M(e,Number(a.wait))})}function A({t:e},t){return e(t===`peers`?`fellow learners of this unit`:t===`listed`?`people on your list`:t===`staff`?`course staff`:`everybody in the course`)}function j({n:e},t,n){return t===`peers`?e(`{n} fellow learner`,`{n} fellow learners`,n):t===`listed`?e(`{n} of your list`,`{n} of your list`,n):t===`staff`?e(`{n} of the course staff`,`{n} of the course staff`,n):e(`{n} of everybody in the course`,`{n} of everybody in the course`,n)}function M({n:e},t){return t>60&&t%60==0?e(`{n} minute`,`{n} minutes`,t/60):e(`{n} second`,`{n} seconds`,t)}function N(e){return w.includes(e)}var P={size:`5`,pool:`everyone`,wait:`60`},F=class extends o{static properties={form:{attribute:!1},texts:{attribute:!1},said:{state:!0}};stop=()=>void 0;focusOn=``;connectedCallback(){super.connectedCallback(),this.said??=``,this.stop=this.form.changed.subscribe(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.stop()}createRenderRoot(){return this}render(){let{t:e}=this.texts,t=String(this.form.values.rounds??``),n=D(t),r=t.trim()!==``;return c`<div class="ways" role="radiogroup" aria-labelledby="label-rounds">
 <label class="check"><input type="radio" name="plan" .checked=${!r} @change=${()=>this.put([])} /><span>${e(`As the site does it`)}</span></label>
 <label class="check"><input type="radio" name="plan" .checked=${r} @change=${()=>this.own()} /><span>${e(`My own rounds`)}</span></label>
 </div>
 ${r?n?this.renderRows(n):this.renderText(t):this.renderSentence(D(this.form.data.plan)??[])}
 <p class="hidden" role="status">${this.said}</p>`}updated(){if(!this.focusOn)return;let e=this.querySelector(this.focusOn);this.focusOn=``,(e?.matches(`:disabled`)??!1?e?.closest(`li`)?.querySelector(`button:not(:disabled)`):e)?.focus()}renderRows(e){let{t}=this.texts;return c`<ol class="rounds" aria-labelledby="label-rounds">
 ${e.map((t,n)=>this.renderRow(e,t,n))}
 </ol>
 <button type="button" class="add" ?disabled=${e.length>=this.form.data.most_rounds} @click=${()=>this.add(e)}>${t(`Add a round`)}</button>
 ${this.renderSentence(e)}`}renderRow(e,t,n){let{t:r}=this.texts,i=n+1;return c`<li data-round=${i}><div role="group" aria-label=${r(`Round {number}`,{number:i})}>
 <label
 >${r(`Ask`)}
 <input class="size" inputmode="numeric" .value=${t.size} @input=${t=>this.change(e,n,{size:I(t)})}
 /></label>
 <label
 ><span class="hidden">${r(`of`)}</span>
 <select @change=${t=>this.change(e,n,{pool:I(t)})}>
 ${w.map(e=>c`<option value=${e} ?selected=${e===t.pool}>${A(this.texts,e)}</option>`)}
 </select></label
 >
 <label
 >${r(`then wait`)}
 <input class="wait" inputmode="numeric" .value=${t.wait} @input=${t=>this.change(e,n,{wait:I(t)})} />
 <span>${r(`seconds`)}</span></label
 >
 <span class="moves">
 <button type="button" class="plain up" aria-label=${r(`Move round {number} up`,{number:i})} ?disabled=${n===0} @click=${()=>this.move(e,n,-1)}>↑</button>
 <button type="button" class="plain down" aria-label=${r(`Move round {number} down`,{number:i})} ?disabled=${n===e.length-1} @click=${()=>this.move(e,n,1)}>↓</button>
 <button type="button" class="plain away" aria-label=${r(`Remove round {number}`,{number:i})} @click=${()=>this.takeOff(e,n)}>✕</button>
 </span>
 </div></li>`}renderText(e){return c`<textarea rows="4" dir="ltr" aria-labelledby="label-rounds" aria-describedby="about-rounds" .value=${e} @input=${e=>this.form.set(`rounds`,I(e))}></textarea>`}renderSentence(e){let t=k(this.texts,e);return t?c`<p class="sentence">${t}</p>`:n}own(){this.put(D(this.form.data.plan)??[P]),this.form.values.rounds||this.put([P])}change(e,t,n){this.put(e.map((e,r)=>r===t?{...e,...n}:e))}add(e){let{t}=this.texts;this.put([...e,{...e.at(-1)??P}]),this.said=t(`Round {number} was added.`,{number:e.length+1}),this.focusOn=`[data-round="${e.length+1}"] .size`}move(e,t,n){let{t:r}=this.texts,i=[...e];i.splice(t+n,0,...i.splice(t,1)),this.put(i),this.said=r(`Round {from} is round {to} now.`,{from:t+1,to:t+n+1}),this.focusOn=`[data-round="${t+n+1}"] .${n<0?`up`:`down`}`}takeOff(e,t){let{t:n}=this.texts,r=e.filter((e,n)=>n!==t);this.put(r),this.said=n(`Round {number} was removed.`,{number:t+1}),this.focusOn=r.length?`[data-round="${Math.min(t+1,r.length)}"] .away`:`[name=plan]`}put(e){this.form.set(`rounds`,O(e))}};function I(e){return e.target.value}var L=2e4,R=class{constructor(e,t,n,r){this.runtime=e,this.block=t,this.csrf=n,this.fetch=r,this.token=n.token}get closes(){return typeof this.runtime.notify==`function`}async post(e,t){let n=await this.send(e,t);return n.status!==403||n.body.now?z(n):(this.token=String((await this.send(`studio_token`)).body.token??``),this.token?z(await this.send(e,t)):z(n))}done(){this.runtime.notify?.(`save`,{state:`start`}),this.runtime.notify?.(`save`,{state:`end`})}cancel(){this.runtime.notify?.(`cancel`,{})}async send(e,t){let n={method:`POST`,headers:{"Content-Type":`application/json`,[this.csrf.header]:this.token},body:JSON.stringify(t)};try{let r=AbortSignal.timeout(L),i=await this.fetch(this.runtime.handlerUrl(this.block,e),{...t?n:{},credentials:`same-origin`,signal:r});return{status:i.status,body:await B(i)}}catch{return{status:0,body:{}}}}};function z(e){return`now`in e.body?e:{status:0,body:{}}}async function B(e){try{return{...await e.json()}}catch{return{}}}function V(e,t){customElements.get(e)||customElements.define(e,t)}function H(t,n,i,a){V(`chatxblock-hints`,e),V(`chatxblock-studio-people`,C),V(`chatxblock-studio-rounds`,F),V(`chatxblock-studio-form`,y);let o=new R(t,n,a.csrf,(e,t)=>fetch(e,t)),s=document.createElement(`chatxblock-studio-form`);s.texts=new r(a.texts,a.language),s.form=new h(a,o),s.dir=a.direction,s.lang=a.language,i.append(s)}export{H as openForm};
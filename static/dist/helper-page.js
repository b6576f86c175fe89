import{i as e,r as t}from"./notify-B6KcKsi9.js";import{A as n,B as r,C as i,E as a,F as o,G as s,H as c,K as l,M as u,T as d,a as f,k as p,q as m,v as h,y as g}from"./shared-CQyM8Vu6.js";import{t as _}from"./dialog-DkRbeB45.js";import{n as v,t as y}from"./bar-4K0zGU4F.js";import{t as b}from"./page-DgGS5fFC.js";var x=n` section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--edge)}h2{margin-top:0}p + .actions,.check + .actions,.after,chatxblock-quiet + .field{margin-top:.75rem}.hint{display:block}.field{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;justify-content:space-between;padding:.25rem 0}.field label{flex:1 1 14rem}.field input{width:6rem}select{font:inherit;max-width:100%;min-height:2.5rem;padding:.375rem .5rem;border:1px solid var(--field);border-radius:.5rem;background:var(--ground);color:var(--ink)}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.5rem;margin:0}dl div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:.5rem 1rem;border:1px solid var(--edge);border-radius:.5rem}dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}.saved{position:sticky;bottom:1rem;margin-top:1rem;pointer-events:none}.saved span{display:inline-block;padding:.375rem .875rem;border:1px solid;border-radius:1rem;background:var(--good-ground);color:var(--good);font-weight:600}.saved .bad{background:var(--trouble-ground);color:var(--trouble)}`;function S(){try{let{timeZone:e}=new Intl.DateTimeFormat().resolvedOptions();return new Intl.DateTimeFormat(`en`,{timeZone:e}),e&&e!==`Etc/Unknown`?e:`UTC`}catch{return`UTC`}}function C(...e){let t=Intl.supportedValuesOf?.(`timeZone`)??[];return[...new Set([...t,`UTC`,...e])].sort()}var w=class extends d{static properties={profile:{attribute:!1},texts:{attribute:!1},confirming:{state:!0}};static styles=[h,b,y,x];historyUrl=``;staffPageUrl=``;privacyUrl=``;zoneChosen=!1;stop=()=>void 0;constructor(){super(),this.confirming=!1,new g(this)}connectedCallback(){super.connectedCallback(),this.stop=this.profile.changed.subscribe(()=>this.requestUpdate()),this.profile.state||this.profile.load()}disconnectedCallback(){super.disconnectedCallback(),this.stop()}render(){let{t:e}=this.texts,{state:t}=this.profile;return p`<div class="page">
 <h1 tabindex="-1">${e(`Helping others`)}</h1>
 ${t?this.renderState(t):a}
 <p class="saved" role="status">${this.renderSaving()}</p>
 ${t||this.profile.saving!==`failed`?a:p`<div class="actions">
 <button @click=${()=>void this.profile.load()}>${e(`Try again`)}</button>
 </div>`}
 ${this.renderWays()}
 </div>`}renderWays(){let{t:e}=this.texts,t=[[i(this.historyUrl),e(`Your questions and talks`)],[i(this.staffPageUrl),e(`Staff page`)],[i(this.privacyUrl),e(`What is kept of you`)]];return p`<footer class="small">${t.filter(([e])=>e).map(([e,t])=>p`<p><a href=${e}>${t}</a></p>`)}</footer>`}renderState(e){if(e.barred)return p`<section>${v(this.texts,e.barred,Date.now())}</section>${this.renderNumbers(e)}`;let t=e.may_help?a:p`<p class="after">${this.texts.t(`In this unit you are not asked to help.`)}</p>`;return!e.may_help&&!e.helps?p`${t}`:p`${t}${this.renderStanding(e)}${e.helps?this.renderSettings(e):a}${this.renderNumbers(e)}
 ${this.confirming?this.renderConfirm():a}`}renderStanding(e){let{t}=this.texts;return p`<section aria-labelledby="standing">
 <h2 id="standing">${t(`Whether you help`)}</h2>
 <p>
 ${e.helps?t(`You help others in this course. We ask you only while you are on duty.`):t(`You don't help others in this course. Nothing reaches you.`)}
 </p>
 <div class="actions">
 ${e.helps?p`<button @click=${()=>this.confirming=!0}>${t(`Stop helping`)}</button>`:p`<button class="primary" @click=${()=>this.save({helps:!0})}>${t(`Help others`)}</button>`}
 </div>
 </section>`}renderSettings(e){return p`${this.renderUnits(e)}${this.renderHours(e)}${this.renderLimits(e)}${this.renderSound(e)}`}renderUnits(e){return e.units.length===0?a:p`<section aria-labelledby="units">
 <h2 id="units">${this.texts.t(`Where you help`)}</h2>
 ${e.units.map(e=>{let t=i(e.url),n=p`<a href=${t} target="_blank" rel="noopener">${this.texts.t(`Look at it`)}</a>`;return p`<div class="check">
 <input
 type="checkbox"
 id=${`unit-${e.usage_key}`}
 .checked=${e.helps}
 @change=${t=>this.save({units:{[e.usage_key]:E(t)}})}
 />
 <span
 ><label for=${`unit-${e.usage_key}`} dir="auto">${e.title}</label> ${t?p`<span class="small">${n}</span>`:a}
 ${this.renderEligible(e)}</span
 >
 </div>`})}
 </section>`}renderEligible({new:e,lost:t}){let{t:n}=this.texts;return e?p`<span class="small quiet hint">${n(`New: you have come far enough to help here.`)}</span>`:t?p`<span class="small quiet hint">${n(`You are not far enough here any more, so nobody asks you.`)}</span>`:a}renderHours(e){let{t}=this.texts,n=S(),r=!(e.timezone===`UTC`&&e.quiet.length===0&&!this.zoneChosen)&&e.timezone||n;return p`<section aria-labelledby="hours">
 <h2 id="hours">${t(`Quiet hours`)}</h2>
 <p class="quiet">${t(`In these hours nothing reaches you, even if you are on duty.`)}</p>
 <chatxblock-quiet
 class="after"
 .texts=${this.texts}
 .hours=${e.quiet}
 @hours=${e=>this.save({quiet:e.detail,timezone:r})}
 ></chatxblock-quiet>
 <div class="field">
 <label for="zone">${t(`Time zone`)}</label>
 <select id="zone" @change=${this.chooseZone}>
 ${C(r,n).map(e=>T(e,e===r))}
 </select>
 </div>
 ${n===r?a:this.renderOwnZone(n)}
 </section>`}chooseZone=e=>{this.zoneChosen=!0,this.save({timezone:e.target.value})};renderOwnZone(e){let t=e.replaceAll(`_`,` `);return p`<div class="actions small">
 <p class="quiet">${this.texts.t(`This device is in another one: {zone}.`,{zone:t})}</p>
 <button class="plain" @click=${()=>this.save({timezone:e})}>${this.texts.t(`Use {zone}`,{zone:t})}</button>
 </div>`}renderLimits(e){let{t}=this.texts;return p`<section aria-labelledby="limits">
 <h2 id="limits">${t(`How much at once`)}</h2>
 ${this.renderLimit(`most_offers`,t(`Open questions that wait for your answer`),e.most_offers,e.caps.offers)}
 ${this.renderLimit(`most_calls`,t(`Conversations you are in`),e.most_calls,e.caps.calls)}
 </section>`}renderLimit(e,t,n,r){return p`<div class="field">
 <label for=${e}>${t} <span class="quiet small">${this.texts.t(`(1 to {cap})`,{cap:r})}</span></label>
 <input type="number" id=${e} min="1" max=${r} step="1" inputmode="numeric" .value=${String(n)} @change=${t=>{let i=t.target,a=i.value===``?n:Math.round(Number(i.value)),o=Math.min(r,Math.max(1,a));i.value=String(o),o!==n&&this.save({[e]:o})}} />
 </div>`}renderSound(e){let{t}=this.texts;return p`<section aria-labelledby="sound-title">
 <h2 id="sound-title">${t(`Sound`)}</h2>
 <div class="check">
 <input
 type="checkbox"
 id="sound"
 .checked=${e.sound}
 @change=${e=>this.save({sound:E(e)})}
 />
 <label for="sound">${t(`Sound once when somebody asks`)}</label>
 </div>
 <div class="actions"><button @click=${()=>void this.bell.unlock()}>${t(`Try it`)}</button></div>
 </section>`}renderNumbers({numbers:e}){let{t,count:n}=this.texts,r=[[t(`times you were asked`),e.asked],[t(`times you came`),e.answered],[t(`times you were thanked`),e.thanked]];return p`<section aria-labelledby="numbers">
 <h2 id="numbers">${t(`Your numbers`)}</h2>
 <dl>
 ${r.map(([e,t])=>p`<div><dt class="small quiet">${e}</dt><dd>${n(t)}</dd></div>`)}
 </dl>
 <p class="small quiet after">${t(`Only you see this page.`)}</p>
 </section>`}renderConfirm(){let{t:e}=this.texts;return p`<chatxblock-dialog
 .heading=${e(`Stop helping?`)}
 .text=${e(`We won't ask you any more. Conversations you are in go on. You can come back here and help again whenever you like.`)}
 .confirm=${e(`Stop helping`)}
 .cancel=${e(`Keep helping`)}
 .danger=${!0}
 @confirmed=${()=>{this.confirming=!1,this.save({helps:!1})}}
 @dismissed=${()=>this.confirming=!1}
 ></chatxblock-dialog>`}renderSaving(){let{t:e}=this.texts,{saving:t,sentence:n,state:r}=this.profile;if(t===`saved`)return p`<span>${e(`Saved.`)}</span>`;if(t!==`failed`)return a;let i=this.profile.loggedOut?e(r?`Log in again in another tab, then try again.`:`Log in again in another tab. We go on by ourselves then.`):e(r?`That did not get through, and nothing was changed. Try again in a moment.`:`We can't reach the server right now.`);return p`<span class="bad">${n||i}</span>`}save(e){this.profile.change(e)}};function T(e,t){return p`<option value=${e} .selected=${t}>${e.replaceAll(`_`,` `)}</option>`}function E(e){return e.target.checked}var D=2e3,O=6e4,k=4e3,A=class{changed=new m;saved=new m;saving=``;sentence=``;patience=new f(()=>this.timers.random(),D,O);queue=[];running=!1;cancel=()=>void 0;constructor(e,t,n=null){this.handlers=e,this.timers=t,this.server=n,this.state=n}get loggedOut(){return this.handlers.loggedOut}load(){return this.run({})}async refresh(){if(!this.running&&this.server){try{let e=await this.handlers.post(`helper`);this.running||(this.state=this.server=e)}catch(e){if(!(e instanceof l))throw e}this.changed.emit()}}change(e){return this.queue.push(e),this.saving=`saving`,this.state&&=j(this.state,e),this.changed.emit(),this.drain()}async drain(){if(!this.running){this.running=!0;for(let e=this.queue.shift();e;e=this.queue.shift())await this.run(e);this.running=!1}}async run(e){let t=Object.keys(e).length>0;this.cancel();try{this.server=await this.handlers.post(`helper`,e),this.state=this.queue.reduce(j,this.server),this.saving=this.queue.length>0?`saving`:t?`saved`:``,t&&this.hasSaved()}catch(e){if(!(e instanceof l))throw e;this.saving=`failed`,this.sentence=e.passing?``:e.message,e.passing&&!this.server&&(this.cancel=this.timers.after(this.patience.next(),()=>void this.load())),this.queue=[],this.state=this.server&&{...this.server,quiet:[...this.server.quiet]}}this.changed.emit()}hasSaved(){this.saved.emit(),this.cancel=this.timers.after(k,()=>{this.saving===`saved`&&(this.saving=``),this.changed.emit()})}};function j(e,{units:t,...n}){let r=e.units.map(e=>({...e,helps:t?.[e.usage_key]??e.helps}));return{...e,...n,units:r}}function M({days:e,start:t,end:n}){return e.length>0&&t!==``&&n!==``}var N=[1,2,3,4,5,6,7],P=Date.UTC(2024,0,1),F=864e5,I=class extends d{static properties={texts:{attribute:!1},hours:{attribute:!1},rows:{state:!0}};static styles=[h,n` :host{display:block}fieldset{min-width:0;margin:0 0 1rem;padding:.75rem 1rem 1rem;border:1px solid var(--edge);border-radius:.5rem}legend{padding:0 .25rem;font-weight:600}.row{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end}.row + .row{margin-top:.75rem}.days label{display:inline-flex;align-items:center;gap:.375rem;min-height:2rem}.times label{display:block;font-size:.875rem}input[type="checkbox"]{width:1.125rem;height:1.125rem;margin:0;padding:0;accent-color:var(--accent)}input[type="time"]{display:block;width:auto;min-height:2.5rem;padding:.375rem .5rem}.error{margin-top:.5rem}[tabindex="-1"]:focus{outline:none}`];constructor(){super(),this.texts=new u,this.hours=[],this.rows=[],new g(this)}willUpdate(e){e.has(`hours`)&&this.rows.every(M)&&(this.rows=this.hours.map(e=>({...e})))}render(){let{t:e}=this.texts;return p`<div tabindex="-1">
 ${this.rows.map((e,t)=>this.renderRow(e,t))}
 <button @click=${this.add}>${this.rows.length>0?e(`Add more quiet hours`):e(`Add quiet hours`)}</button>
 </div>`}renderRow(e,t){let{t:n,count:r}=this.texts;return p`<fieldset>
 <legend>${n(`Quiet hours {n}`,{n:r(t+1)})}</legend>
 <div class="row days">${N.map(n=>this.renderDay(e,t,n))}</div>
 <div class="row times">
 ${this.renderTime(n(`From`),e.start,n=>this.put(t,{...e,start:n}))}
 ${this.renderTime(e.end<=e.start?n(`To, the next day`):n(`To`),e.end,n=>this.put(t,{...e,end:n}))}
 <button @click=${()=>this.drop(t)} aria-label=${n(`Remove quiet hours {n}`,{n:r(t+1)})}>
 ${n(`Remove`)}
 </button>
 </div>
 ${M(e)?a:p`<p class="error small" role="alert">${this.complaint(e)}</p>`}
 </fieldset>`}renderDay(e,t,n){return p`<label>
 <input type="checkbox" .checked=${e.days.includes(n)} @change=${()=>{let r=e.days.includes(n)?e.days.filter(e=>e!==n):[...e.days,n].sort();this.put(t,{...e,days:r})}} />${this.nameOf(n)}
 </label>`}renderTime(e,t,n){return p`<label>
 ${e}
 <input type="time" required .value=${t} @change=${e=>n(e.target.value)} />
 </label>`}complaint(e){let{t}=this.texts;return e.days.length===0?t(`Choose at least one day. Until then these hours don't count.`):t(`Choose when they begin and end. Until then these hours don't count.`)}nameOf(e){let{language:t}=this.texts;return o(t,{weekday:`short`,timeZone:`UTC`}).format(P+(e-1)*F)}put(e,t){this.keep(this.rows.map((n,r)=>r===e?t:n))}drop(e){this.keep(this.rows.filter((t,n)=>n!==e))}add=()=>this.keep([...this.rows,{days:[...N],start:`22:00`,end:`07:00`}]);keep(e){this.rows=e,e.every(M)&&this.dispatchEvent(new CustomEvent(`hours`,{detail:e}))}};function L(n,i){let[a]=c(n),o=document.createElement(`chatxblock-helper`),l=new A(a,s,n.helper??null),d=t(`inbox:${n.person}`);l.saved.subscribe(()=>d?.post({look:!0})),window.addEventListener(r,()=>void l.refresh()),o.profile=l,o.texts=new u(n.texts,n.language),o.bell=new e,o.historyUrl=n.history_url,o.staffPageUrl=n.staff_page_url??``,o.privacyUrl=n.handlers.privacy??``,i.replaceChildren(o)}customElements.define(`chatxblock-dialog`,_),customElements.define(`chatxblock-quiet`,I),customElements.define(`chatxblock-helper`,w);var R=document.querySelector(`main`),z=document.getElementById(`chatxblock-data`)?.textContent;R&&z&&L(JSON.parse(z),R);
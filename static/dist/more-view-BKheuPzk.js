import{t as e}from"./menu-DdafK4r9.js";import{A as t,D as n,O as r,S as i,T as a,_ as o,b as s,d as c,f as l,i as u,j as d,r as f,w as p,x as m}from"./shared-CweGESEy.js";import{n as h,t as g}from"./face-CIY8yQAd.js";var _=[`helper`,`invited`,`fellow`],v=class extends p{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},mayReport:{type:Boolean},unsure:{type:Boolean}};static styles=[o,h,r` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new t,this.people=[],this.mayChange=this.mayReport=this.unsure=!1}render(){let{t:e}=this.texts,t=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return t.length===0?n``:n`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${t.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t}=this.texts,r=this.note(e);return n`<li class=${e.inside?`inside`:``}>
 <span class="who">${g(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?n`<span class="hidden">${t(`here`)}</span>`:a}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${r?n`<span class="quiet">${r}</span>`:a}</span
 >
 ${this.renderMenu(e)}
 </li>`}renderMenu(e){let{t}=this.texts,{me:r,name:i,role:o}=e,s=t=>()=>this.dispatchEvent(new CustomEvent(t,{detail:e})),c=[];if(this.mayChange&&_.includes(o)&&c.push({label:t(`Remove`),name:t(`Remove {name}`,{name:i}),run:s(`remove`)}),this.mayReport&&o!==`invited`&&c.push({label:t(`Report`),name:t(`Report {name}`,{name:i}),run:s(`report`)}),r||c.length===0)return a;let l=t(`More about {name}`,{name:i});return n`<chatxblock-menu class="aside" .label=${l} .items=${c}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${l}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},y=new WeakMap,b=new WeakSet;function x(e){let{files:t}=e.data;return!t||(C(e),!t.put_url)?a:n`<chatxblock-attach .label=${e.texts.t(`Send a picture or a file`)} @click=${()=>void w(e)}></chatxblock-attach>`}var S=class extends p{static properties={label:{}};static styles=[o,r` :host{flex:none}button{min-height:2.25rem;min-width:2.25rem;padding:.5rem;color:var(--quiet)}svg{width:1.25rem;height:1.25rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linejoin:round}`];render(){return n`<button type="button" class="plain" aria-label=${this.label} title=${this.label}>
 <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 8h4l2-3h6l2 3h4v11H3z" /><circle cx="12" cy="13" r="3.5" /></svg>
 </button>`}};function C(e){b.has(e)||(b.add(e),e.addEventListener(`paste`,t=>{let{clipboardData:n}=t,r=[...n?.files??[]];r.length===0||n?.getData(`text/plain`)||(t.preventDefault(),T(e,r))}),e.addEventListener(`dragover`,e=>{e.dataTransfer?.types.includes(`Files`)&&e.preventDefault()}),e.addEventListener(`drop`,t=>{let n=[...t.dataTransfer?.files??[]];n.length!==0&&(t.preventDefault(),T(e,n))}))}async function w(e){await(await E(e))?.ask(matchMedia(`(pointer: coarse)`).matches)}async function T(e,t){if(e.conversation.end)return;let n=await E(e);n&&(e.data.files?.put_url?await n.take(t):n.off=!0)}function E(e){let t=y.get(e);if(t)return t;let n=u(async()=>{let{makeTray:e}=await import(`./tray-element-view-Cxd7usHq.js`);return{makeTray:e}},[]).then(({makeTray:t})=>t(e),()=>{y.delete(e);let t=Object.assign(document.createElement(`p`),{role:`alert`,className:`news`});return t.textContent=e.texts.t(`Part of this page could not be loaded. Reload it: what you typed is kept.`),e.shadowRoot?.append(t),null});return y.set(e,n),n}var D=class extends p{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:m}};static styles=[o,r` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new t,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,t=this.call?.question||this.typed;if(!t)return a;let r=d(this.call?.asker.name??``);return n`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):l(e(`{name} asked`,{name:r}))}</span>
 ${this.renderTime()}
 </p>
 <p class="words" dir="auto">${t}</p>
 ${this.renderWhere()} ${c(this.texts,this.call?.read)}
 </section>`}renderTime(){let e=new s(this.texts),t=this.call?Date.parse(this.call.asked_at):this.now;return n`<time datetime=${new Date(t).toISOString()} title=${e.long(t)}>${e.brief(t,this.now)}</time>`}renderWhere(){let e=i(this.call?.context.url||this.place.url),t=this.call?.context.title||this.place.title||e;if(!t)return a;let r=n`<bdi>${t}</bdi>`,o=e?n`<a href=${e} target="_blank" rel="noopener">${r}</a>`:r;return n`<p class="where small">${this.texts.t(`Asked in:`)} ${o}</p>`}};function O({texts:{t:e},data:t,mayChange:n,file:r,mayLeave:a,open:o}){let s=[n&&t.may_name&&{label:e(`Invite somebody`),run:()=>o({kind:`invite`})},r!==null&&{label:e(`Export`),run:()=>o({kind:`export`,...r})},a&&{label:e(`Leave`),run:()=>o({kind:`leave`})}],c=[{label:e(`Your questions and talks`),url:i(t.history_url??``)},{label:e(`What is kept of you`),url:i(t.handlers.privacy??``)}];return[...s.filter(e=>e!==!1),...c.filter(({url:e})=>e)]}function k({clock:e,conversation:t,data:r,texts:i,words:a}){return n`<chatxblock-question
 .texts=${i}
 .call=${t.call}
 .typed=${t.typedQuestion}
 .own=${a.isAsker}
 .place=${r.page}
 .now=${e.now()}
 ></chatxblock-question>`}function A({conversation:e,listed:t,open:r,texts:i,words:a}){return n`<chatxblock-people
 class=${t?`listed`:``}
 ${f()}
 .texts=${i}
 .people=${a.people}
 .unsure=${e.end!==null||e.roomState!==`inside`}
 .mayChange=${a.mayChange}
 .mayReport=${e.call!==null}
 @remove=${({detail:e})=>r({kind:`remove`,jid:e.jid,name:e.name})}
 @report=${({detail:e})=>r({kind:`report`,person:e.jid,name:e.name})}
 ></chatxblock-people>`}function j({conversation:e,data:t,open:n,texts:r,words:i}){let a=e.call!==null&&!i.looksOn;return O({texts:r,data:t,mayChange:i.mayChange,file:a?{url:i.transcriptUrl}:null,mayLeave:a,open:n})}customElements.define(`chatxblock-attach`,S),customElements.define(`chatxblock-menu`,e),customElements.define(`chatxblock-people`,v),customElements.define(`chatxblock-question`,D);export{x as attach,j as items,A as people,k as question};
import{t as e}from"./menu-DsPrWNsw.js";import{A as t,C as n,D as r,E as i,b as a,d as o,g as s,k as c,n as l,u,w as d,x as f,y as p}from"./shared-BTkbIESa.js";import{n as m,r as h}from"./face-Cj-HkAAb.js";var g=[`helper`,`invited`,`fellow`],_=class extends n{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},mayReport:{type:Boolean},unsure:{type:Boolean}};static styles=[s,h,r` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new c,this.people=[],this.mayChange=this.mayReport=this.unsure=!1}render(){let{t:e}=this.texts,t=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return t.length===0?i``:i`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${t.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t}=this.texts,n=this.note(e);return i`<li class=${e.inside?`inside`:``}>
 <span class="who">${m(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?i`<span class="hidden">${t(`here`)}</span>`:d}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${n?i`<span class="quiet">${n}</span>`:d}</span
 >
 ${this.renderMenu(e)}
 </li>`}renderMenu(e){let{t}=this.texts,{me:n,name:r,role:a}=e,o=t=>()=>this.dispatchEvent(new CustomEvent(t,{detail:e})),s=[];if(this.mayChange&&g.includes(a)&&s.push({label:t(`Remove`),name:t(`Remove {name}`,{name:r}),run:o(`remove`)}),this.mayReport&&a!==`invited`&&s.push({label:t(`Report`),name:t(`Report {name}`,{name:r}),run:o(`report`)}),n||s.length===0)return d;let c=t(`More about {name}`,{name:r});return i`<chatxblock-menu class="aside" .label=${c} .items=${s}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${c}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},v=class extends n{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:a}};static styles=[s,r` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new c,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,n=this.call?.question||this.typed;if(!n)return d;let r=t(this.call?.asker.name??``);return i`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):o(e(`{name} asked`,{name:r}))}</span>
 ${this.renderTime()}
 </p>
 <p class="words" dir="auto">${n}</p>
 ${this.renderWhere()} ${u(this.texts,this.call?.read)}
 </section>`}renderTime(){let e=new p(this.texts),t=this.call?Date.parse(this.call.asked_at):this.now;return i`<time datetime=${new Date(t).toISOString()} title=${e.long(t)}>${e.brief(t,this.now)}</time>`}renderWhere(){let e=f(this.call?.context.url||this.place.url),t=this.call?.context.title||this.place.title||e;if(!t)return d;let n=i`<bdi>${t}</bdi>`,r=e?i`<a href=${e} target="_blank" rel="noopener">${n}</a>`:n;return i`<p class="where small">${this.texts.t(`Asked in:`)} ${r}</p>`}};function y({texts:{t:e},data:t,mayChange:n,file:r,mayLeave:i,open:a}){let o=[n&&t.may_name&&{label:e(`Invite somebody`),run:()=>a({kind:`invite`})},r!==null&&{label:e(`Export`),run:()=>a({kind:`export`,...r})},i&&{label:e(`Leave`),run:()=>a({kind:`leave`})}],s=[{label:e(`Your questions and talks`),url:f(t.history_url??``)},{label:e(`What is kept of you`),url:f(t.handlers.privacy??``)}];return[...o.filter(e=>e!==!1),...s.filter(({url:e})=>e)]}function b({clock:e,conversation:t,data:n,texts:r,words:a}){return i`<chatxblock-question
 .texts=${r}
 .call=${t.call}
 .typed=${t.typedQuestion}
 .own=${a.isAsker}
 .place=${n.page}
 .now=${e.now()}
 ></chatxblock-question>`}function x({conversation:e,listed:t,open:n,texts:r,words:a}){return i`<chatxblock-people
 class=${t?`listed`:``}
 ${l()}
 .texts=${r}
 .people=${a.people}
 .unsure=${e.end!==null||e.roomState!==`inside`}
 .mayChange=${a.mayChange}
 .mayReport=${e.call!==null}
 @remove=${({detail:e})=>n({kind:`remove`,jid:e.jid,name:e.name})}
 @report=${({detail:e})=>n({kind:`report`,person:e.jid,name:e.name})}
 ></chatxblock-people>`}function S({conversation:e,data:t,open:n,texts:r,words:i}){let a=e.call!==null&&!i.looksOn;return y({texts:r,data:t,mayChange:i.mayChange,file:a?{url:i.transcriptUrl}:null,mayLeave:a,open:n})}customElements.define(`chatxblock-menu`,e),customElements.define(`chatxblock-people`,_),customElements.define(`chatxblock-question`,v);export{S as items,x as people,b as question};
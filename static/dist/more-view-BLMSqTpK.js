import{t as e}from"./menu--ejJIxJk.js";import{C as t,E as n,M as r,O as i,S as a,T as o,f as s,i as c,j as l,k as u,p as d,v as f,x as p}from"./shared-xJNdJp2F.js";import{n as m,t as h}from"./face-CMDhWjWh.js";var g=[`helper`,`invited`,`fellow`],_=class extends o{static properties={texts:{attribute:!1},people:{attribute:!1},mayChange:{type:Boolean},mayReport:{type:Boolean},unsure:{type:Boolean}};static styles=[f,m,u` :host{display:block;padding:.5rem 1rem;overflow:auto;--face:1.75rem}h2{font-size:.875rem;color:var(--quiet);font-weight:600;margin-bottom:.25rem}li{display:flex;align-items:center;gap:.5rem;min-height:2.5rem}.who{position:relative;flex:none}.dot{position:absolute;inset-inline-end:-.1875rem;bottom:-.125rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--ground)}.inside .dot{border:.375rem solid var(--good)}.unsure{visibility:hidden}.name{flex:1;min-width:0;font-size:.875rem;line-height:1.25}.name bdi,.name span{display:block;max-width:100%}button{min-height:2rem;padding:.25rem .5rem;border-color:transparent;color:var(--quiet)}`];constructor(){super(),this.texts=new l,this.people=[],this.mayChange=this.mayReport=this.unsure=!1}render(){let{t:e}=this.texts,t=this.people.filter(e=>e.inside||e.me||e.role!==`invited`);return t.length===0?i``:i`<h2 id="heading">${e(`People`)}</h2>
 <ul aria-labelledby="heading">
 ${t.map(e=>this.renderPerson(e))}
 </ul>`}renderPerson(e){let{t}=this.texts,r=this.note(e);return i`<li class=${e.inside?`inside`:``}>
 <span class="who">${h(e)}<span class="dot ${this.unsure?`unsure`:``}"></span></span>
 ${e.inside?i`<span class="hidden">${t(`here`)}</span>`:n}
 <span class="name"
 ><bdi translate="no" title=${e.name}>${e.name}</bdi> ${r?i`<span class="quiet">${r}</span>`:n}</span
 >
 ${this.renderMenu(e)}
 </li>`}renderMenu(e){let{t}=this.texts,{me:r,name:a,role:o}=e,s=t=>()=>this.dispatchEvent(new CustomEvent(t,{detail:e})),c=[];if(this.mayChange&&g.includes(o)&&c.push({label:t(`Remove`),name:t(`Remove {name}`,{name:a}),run:s(`remove`)}),this.mayReport&&o!==`invited`&&c.push({label:t(`Report`),name:t(`Report {name}`,{name:a}),run:s(`report`)}),r||c.length===0)return n;let l=t(`More about {name}`,{name:a});return i`<chatxblock-menu class="aside" .label=${l} .items=${c}
 ><button aria-haspopup="menu" aria-expanded="false" aria-label=${l}>⋯</button></chatxblock-menu
 >`}note(e){let{t}=this.texts,n=[];return e.me&&n.push(t(`you`)),e.role===`asker`&&n.push(t(`asked`)),e.role===`fellow`&&n.push(t(`same question`)),e.role===`staff`&&n.push(t(`course staff`)),e.role===`removed`?n.push(t(`removed`)):e.role===`left`?n.push(t(`left`)):!e.inside&&!this.unsure&&n.push(t(`not here`)),n.length>0?`(${n.join(`, `)})`:``}},v=class extends o{static properties={texts:{attribute:!1},call:{attribute:!1},typed:{},own:{type:Boolean},place:{attribute:!1},now:{attribute:!1,hasChanged:a}};static styles=[f,u` section{padding:.75rem 1rem;border:1px solid var(--edge);border-inline-start:4px solid var(--accent);border-radius:.5rem}.words{margin-top:.25rem}.where,.read{margin-top:.5rem;overflow-wrap:anywhere}`];constructor(){super(),this.texts=new l,this.call=null,this.typed=``,this.own=!1,this.place={title:``,url:``},this.now=0}render(){let{t:e}=this.texts,t=this.call?.question||this.typed;if(!t)return n;let a=r(this.call?.asker.name??``);return i`<section aria-label=${e(`The question`)}>
 <p class="small quiet">
 <span>${this.own?e(`You asked`):d(e(`{name} asked`,{name:a}))}</span>
 ${this.renderTime()}
 </p>
 <p class="words" dir="auto">${t}</p>
 ${this.renderWhere()} ${s(this.texts,this.call?.read)}
 </section>`}renderTime(){let e=new p(this.texts),t=this.call?Date.parse(this.call.asked_at):this.now;return i`<time datetime=${new Date(t).toISOString()} title=${e.long(t)}>${e.brief(t,this.now)}</time>`}renderWhere(){let e=t(this.call?.context.url||this.place.url),r=this.call?.context.title||this.place.title||e;if(!r)return n;let a=i`<bdi>${r}</bdi>`,o=e?i`<a href=${e} target="_blank" rel="noopener">${a}</a>`:a;return i`<p class="where small">${this.texts.t(`Asked in:`)} ${o}</p>`}};function y({texts:{t:e},data:n,mayChange:r,file:i,mayLeave:a,open:o}){let s=[r&&n.may_name&&{label:e(`Invite somebody`),run:()=>o({kind:`invite`})},i!==null&&{label:e(`Export`),run:()=>o({kind:`export`,...i})},a&&{label:e(`Leave`),run:()=>o({kind:`leave`})}],c=[{label:e(`Your questions and talks`),url:t(n.history_url??``)},{label:e(`What is kept of you`),url:t(n.handlers.privacy??``)}];return[...s.filter(e=>e!==!1),...c.filter(({url:e})=>e)]}function b({clock:e,conversation:t,data:n,texts:r,words:a}){return i`<chatxblock-question
 .texts=${r}
 .call=${t.call}
 .typed=${t.typedQuestion}
 .own=${a.isAsker}
 .place=${n.page}
 .now=${e.now()}
 ></chatxblock-question>`}function x({conversation:e,listed:t,open:n,texts:r,words:a}){return i`<chatxblock-people
 class=${t?`listed`:``}
 ${c()}
 .texts=${r}
 .people=${a.people}
 .unsure=${e.end!==null||e.roomState!==`inside`}
 .mayChange=${a.mayChange}
 .mayReport=${e.call!==null}
 @remove=${({detail:e})=>n({kind:`remove`,jid:e.jid,name:e.name})}
 @report=${({detail:e})=>n({kind:`report`,person:e.jid,name:e.name})}
 ></chatxblock-people>`}function S({conversation:e,data:t,open:n,texts:r,words:i}){let a=e.call!==null&&!i.looksOn;return y({texts:r,data:t,mayChange:i.mayChange,file:a?{url:i.transcriptUrl}:null,mayLeave:a,open:n})}customElements.define(`chatxblock-menu`,e),customElements.define(`chatxblock-people`,_),customElements.define(`chatxblock-question`,v);export{S as items,x as people,b as question};
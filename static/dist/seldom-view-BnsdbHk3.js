import{A as e,E as t,N as n,T as r,k as i,p as a,v as o}from"./shared-CQyM8Vu6.js";import{n as s,u as c}from"./text-bghJUtFX.js";var l=class extends r{static styles=[o,e` :host{display:block;max-width:76rem;margin:0 auto;padding:0 1.25rem 1.5rem}h2{font-size:1.0625rem;margin:1.25rem 0 .5rem}h2:focus{outline:none}.actions{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}li{border-top:1px solid var(--edge)}summary{padding:.5rem 0;cursor:pointer;overflow-wrap:anywhere}.text{max-height:20rem;margin-bottom:.5rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--raised);overflow:auto}li button{margin-bottom:.75rem}`];connectedCallback(){super.connectedCallback(),this.actions.changed.subscribe(()=>this.requestUpdate()),this.actions.writing.changed.subscribe(()=>this.requestUpdate())}firstUpdated(){this.renderRoot.querySelector(`h2`)?.focus({preventScroll:!0}),this.scrollIntoView?.({block:`nearest`})}render(){let{t:e}=this.texts,{resource:n}=this.actions.writing,r=n.state===`published`||n.state===`review`;return i`<h2 tabindex="-1">${e(`What else can be done`)}</h2>
 <div class="actions">
 ${n.verified?i`<span>✓ ${e(`Verified by the teachers`)}</span>`:t}
 ${n.may_review&&!n.verified?i`<button @click=${()=>void this.actions.verify()}>${e(`This text is right: verify it`)}</button>`:t}
 ${r?i`<button @click=${()=>void this.actions.hide()}>${n.may_review?e(`Hide it from learners`):e(`Take it back`)}</button>`:t}
 <a class="button" href=${n.url}>${e(`See the page`)}</a>
 </div>
 <h2>${e(`Earlier texts`)}</h2>
 ${n.revisions.length>0?i`<ol>
 ${n.revisions.map(e=>this.renderRevision(e,e.rev===n.rev))}
 </ol>`:i`<p class="quiet">${e(`There are none yet.`)}</p>`}`}renderRevision({rev:e,title:r,answer:o,body:s,tags:c,by:l,at:u},d){let{t:f}=this.texts,p=this.times.ago(Date.parse(u),this.clock.now()),m=n(l),{may_review:h}=this.actions.writing.resource;return i`<li>
 <details>
 <summary>${a(f(d?`{when}, by {who}: the present text`:`{when}, by {who}`,{when:p,who:m}))}</summary>
 <div class="text words" tabindex="0" role="group" aria-label=${f(`The text of then`)} dir="auto">
 ${[r,o,s,c.join(`, `)].filter(e=>e!==``).join(`

`)}
 </div>
 ${h&&!d?i`<button @click=${()=>void this.actions.restore(e)}>${f(`Restore this text`)}</button>`:t}
 </details>
 </li>`}},u=1e6;function d(e,t){let[n,r]=[e.split(`
`),t.split(`
`)],i=f(n,r),a=[[],[]],[o,s]=[0,0];for(;o<n.length||s<r.length;){let[e,t]=[n[o],r[s]];e!==void 0&&e===t?(a[0].push({text:e,own:!1}),a[1].push({text:e,own:!1}),o+=1,s+=1):e!==void 0&&(t===void 0||p(i,o+1,s)>=p(i,o,s+1))?(a[0].push({text:e,own:!0}),o+=1):(a[1].push({text:t??``,own:!0}),s+=1)}return a}function f(e,t){if(e.length*t.length>u)return[];let n=Array.from({length:e.length+1},()=>new Uint16Array(t.length+1));for(let r=e.length-1;r>=0;--r)for(let i=t.length-1;i>=0;--i){let a=n[r];a&&(a[i]=e[r]===t[i]?p(n,r+1,i+1)+1:Math.max(p(n,r+1,i),p(n,r,i+1)))}return n}function p(e,t,n){return e[t]?.[n]??0}var m=class extends r{static properties={copied:{state:!0}};static styles=[o,e` :host{display:block;max-width:76rem;margin:0 auto;padding:1.25rem}h1{font-size:1.375rem;line-height:1.3}h1:focus{outline:none}.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:1rem;margin:1rem 0}section{padding:.75rem 1rem;border:1px solid var(--edge);border-radius:.5rem;overflow-wrap:anywhere}h2{font-size:1.0625rem;margin-bottom:.5rem}h3{margin-top:.75rem;color:var(--quiet);font-size:.875rem;font-weight:600}.text{max-height:50vh;overflow:auto}.row,mark{white-space:pre-wrap}.row{min-height:1.5em}mark{display:block;padding:0 .25rem;border-inline-start:3px solid var(--accent);background:var(--own);color:inherit}.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}`];constructor(){super(),this.copied=!1}firstUpdated(){this.renderRoot.querySelector(`h1`)?.focus()}render(){let{t:e}=this.texts,{theirs:n,text:r}=this.writing;if(!n)return t;let a=c(n),o=s(r,a);return i`<h1 tabindex="-1">${e(`There are two texts now`)}</h1>
 <p>${e(`Somebody else saved while you wrote. What differs is marked; choose which to go on with. The other one is not lost.`)}</p>
 <div class="both">
 <section aria-labelledby="mine">
 <h2 id="mine">${e(`Yours`)}</h2>
 ${o.map(e=>this.renderPart(e,r,d(h(r,e),h(a,e))[0]))}
 <div class="actions">
 <button class="primary" @click=${()=>void this.writing.keepMine()}>${e(`Keep mine`)}</button>
 <button @click=${()=>void this.copy()}>${e(`Copy mine`)}</button>
 <span class="small quiet" role="status">${this.copied?e(`Copied.`):``}</span>
 </div>
 </section>
 <section aria-labelledby="theirs">
 <h2 id="theirs">${e(`The one that was saved`)}</h2>
 ${o.map(e=>this.renderPart(e,a,d(h(r,e),h(a,e))[1]))}
 <div class="actions"><button @click=${()=>this.writing.takeTheirs()}>${e(`Take theirs`)}</button></div>
 </section>
 </div>`}renderPart(e,t,n){let{t:r}=this.texts,a={title:r(`Question`),answer:r(`Short answer`),body:r(`Explanation`),tags:r(`Tags`)};return i`<h3>${a[e]}</h3>
 <div class="text" tabindex="0" role="group" aria-label=${a[e]} dir="auto">
 ${h(t,e)?n.map(e=>e.own?i`<mark>${e.text}&nbsp;</mark>`:i`<div class="row">${e.text}</div>`):i`<p class="quiet">${r(`Empty`)}</p>`}
 </div>`}async copy(){let{title:e,answer:t,body:n,tags:r}=this.writing.text;await navigator.clipboard?.writeText([e,t,n,r.join(`, `)].filter(e=>e!==``).join(`

`)).then(()=>this.copied=!0,()=>void 0)}};function h(e,t){return t===`tags`?e.tags.join(`
`):e[t]}function g(){customElements.get(`chatxblock-more`)||(customElements.define(`chatxblock-more`,l),customElements.define(`chatxblock-two-texts`,m))}export{g as defineSeldom};
import{C as e,E as t,F as n,H as r,L as i,O as a,S as o,T as s,V as c,_ as l,b as u,d,f,g as p,h as m,k as h,n as g,p as _,v}from"./shared-MLGPKzRo.js";import{n as y}from"./room-window-DWwiObwk.js";import{r as b,t as x}from"./forms-CPVQuguV.js";var S=`urn:chatxblock:transcript:`;async function C(e,t){let{schema:n,lines:r,complete:i,log:a,code:o,error:s}=await w(e,t);if(typeof n==`string`&&n.startsWith(S)&&Array.isArray(r))return{lines:T(r),complete:i===!0,unkept:a===`none`};throw new c(0,typeof o==`string`?o:`unreadable`,typeof s==`string`?s:``)}async function w(e,t){try{return{...await(await e(t)).json()}}catch{return{}}}function T(e){let t=[],n=new Map;for(let r of e){if(r.repeats)continue;let e=r.author.jid??``,i=r.replaces?n.get(`${e} ${r.replaces}`):void 0,a=i===void 0?void 0:t[i],o=i??t.length;a?t[o]={...a,body:r.body,edited:!0}:t.push({id:r.id,jid:e,name:r.author.name??``,at:Date.parse(r.time)||0,body:r.body,edited:!1}),r.message_id&&n.set(`${e} ${r.message_id}`,o)}return t}var E=class{handlers;person;get;changed=new r;sessions;next;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r){this.handlers=e,this.person=n,this.get=r,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await C(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?D(this.sessions,e):e}};function D(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:O(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function O(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function k({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}function A(e){let t=e.trim().split(/\s+/u);return(t.length>1?[t[0],t.at(-1)]:t).map(e=>j(e??``)).join(/\p{sc=Arab}/u.test(e)?`‌`:``).toLocaleUpperCase()}function j(e){return(`Segmenter`in Intl?new Intl.Segmenter().segment(e).containing(0)?.segment:void 0)??[...e][0]??``}var M=t` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.125rem;line-height:1.3}h3{margin:1rem 0 .5rem;font-size:1rem;line-height:1.4;overflow-wrap:anywhere}h1:focus,h2:focus{outline:none}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem 1.25rem;border:1px solid var(--good);border-radius:.75rem;background:var(--good-ground)}.open h2{margin:0 0 .25rem}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;padding:.5rem 0}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:4.5rem;overflow:auto}form{margin-top:1.5rem}.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.25rem}.row input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.news{margin-top:.5rem}.news:empty{margin:0}.empty{margin-top:2rem;padding:1.5rem;border:1px dashed var(--edge);border-radius:.75rem;background:var(--ground)}.empty > * + *{margin-top:.75rem}li + li > chatxblock-talk{margin-top:.75rem}.more{margin-top:1.5rem}footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--edge)}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}h1{font-size:1.5rem}.open{padding:.75rem 1rem}.open .what{flex-basis:100%}}`;function N({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function P({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function F(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var I=0,L=class extends o{static properties={history:{attribute:!1},texts:{attribute:!1}};static styles=[m,M];clock;data;searched=!1;stop=()=>void 0;constructor(){super(),this.texts=new a,new p(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),window.addEventListener(n,this.comeBack)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),window.removeEventListener(n,this.comeBack)}render(){let{t}=this.texts,{history:n,data:r}=this,i=u(r.url),{sessions:a,query:o}=n;return s`<div class="page">
 <h1 tabindex="-1">${r.own?t(`Your questions and talks`):f(t(`Questions and talks of {name}`,{name:h(r.me.name)}))}</h1>
 ${i?s`<p class="back small"><a href=${i}>${r.title?t(`Back to {title}`,{title:r.title}):t(`Back to the course`)}</a></p>`:e}
 ${this.renderOpen()} ${a.length>0||o||this.searched?this.renderSearch():e}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${n.busy?`true`:`false`}>
 ${a.length>0?_(a,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):n.busy||n.error?e:this.renderEmpty()}
 </div>
 ${n.next?s`<div class="more"><button ?disabled=${n.busy} @click=${()=>void n.more()}>${n.busy?t(`Loading…`):t(`Show earlier ones`)}</button></div>`:e}
 ${this.renderFooter()}
 </div>`}renderOpen(){let{t,n}=this.texts,{open:r}=this.history;return r.length===0?e:s`<section class="open" aria-labelledby="open">
 <h2 id="open">${n(`A room is open`,`{n} rooms are open`,r.length)}</h2>
 <ul>
 ${r.map(e=>s`<li>
 <div class="what">
 <p id=${`open-${e.call_id}`} class="words" dir="auto" ${d()}>${e.question}</p>
 <p class="small quiet">${f(F(this.texts,e))}</p>
 </div>
 <a class="button primary" href=${e.window_url} target=${y(e.call_id)} aria-describedby=${`open-${e.call_id}`}
 >${this.data.own?t(`Back to the room`):t(`Go to the room`)}</a
 >
 </li>`)}
 </ul>
 </section>`}renderSearch(){let{t}=this.texts;return s`<form role="search" @submit=${this.search}>
 <label for="query">${t(`Search`)}</label>
 <div class="row">
 <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
 <button class="primary">${t(`Search`)}</button>
 ${this.history.query?s`<button type="button" @click=${()=>this.find(``)}>${t(`Show all`)}</button>`:e}
 </div>
 <p id="searched" class="hint small quiet">${t(`Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.`)}</p>
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t}=this.texts,{error:n}=this.history;return n?s`<p class="error" role="alert">
 ${l(t,n)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${t(`Try again`)}</button>
 </p>`:e}renderEmpty(){let{t:e}=this.texts,{own:t,me:n}=this.data;return this.history.query?s`<div class="empty">
 <p>${e(`No talk has all of these words. Try fewer, or only the beginning of one.`)}</p>
 <p><button @click=${()=>this.find(``)}>${e(`Show all`)}</button></p>
 </div>`:t?s`<div class="empty">
 <p>${e(`You have asked nothing yet and helped nobody.`)}</p>
 <p>${e(`Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.`)}</p>
 </div>`:s`<p class="empty">${f(e(`{name} has asked nothing yet and helped nobody.`,{name:h(n.name)}))}</p>`}renderSession(t,n){let r=`session-${n}`;return s`<section aria-labelledby=${r}>
 <h2 id=${r} tabindex="-1">${this.span(t)}</h2>
 ${k(t).map(({talks:t})=>s`<h3>${t[0]?f(F(this.texts,t[0])):e}</h3>
 <ul>
 ${_(t,({call_id:e})=>e,e=>s`<li>${this.renderTalk(e)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:e,ended_at:t}){let n=new v(this.texts),r=Date.parse(e),i=t?n.brief(Date.parse(t),r):this.texts.t(`now`),a=s`<time datetime=${e} title=${n.long(r)}>${n.brief(r,I)}</time>`;return i===n.brief(r,r)?a:s`${a} – ${i}`}renderTalk(e){let{history:t,data:n}=this;return s`<chatxblock-talk
 .texts=${this.texts}
 .talk=${e}
 .log=${t.logs.get(e.call_id)}
 .me=${n.me}
 .own=${n.own}
 .now=${this.clock.now()}
 .read=${n=>{n&&t.forget(e.call_id),t.read(e)}}
 ></chatxblock-talk>`}renderFooter(){let{t}=this.texts,{file_url:n,person_url:r,own:i,page_url:a}=this.data,o=u(this.data.handlers.privacy??``);return s`<footer class="small">
 ${this.history.talks.length>0?s`<p><a href=${n} download>${t(`Save all of it as a file`)}</a></p>`:e}
 ${i?e:s`<p><a href=${a}>${t(`Your questions and talks`)}</a></p>`}
 ${o?s`<p><a href=${o}>${t(`What is kept of you`)}</a></p>`:e}
 ${r?s`<form @submit=${this.visit}>
 <label for="person">${t(`Read somebody else's in this course`)}</label>
 <div class="row">
 <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
 <button>${t(`Read`)}</button>
 </div>
 <p id="whose" class="hint quiet">${t(`By username or exact name. You can because you are on the staff of this course.`)}</p>
 </form>`:e}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>void this.history.refresh()},R=t` :host{display:block;padding:1rem 1.25rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:9rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin-bottom:.25rem}.outcome{min-height:0;padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem;padding-top:.75rem;border-top:1px solid var(--edge);max-height:32rem;overflow:auto}.said li{display:grid;grid-template-columns:2rem minmax(0,auto);gap:0 .625rem;justify-content:start}.said li + li{margin-top:.75rem}.said li.sent{justify-content:end}.face{display:grid;place-items:center;width:2rem;height:2rem;border-radius:50%;overflow:hidden;background:var(--edge);color:var(--ink);font-size:.75rem;font-weight:600}.face img{width:100%;height:100%;object-fit:cover}.body{width:fit-content;max-width:100%;padding:.375rem .75rem;border-radius:.75rem;background:var(--raised)}.sent .body{background:var(--own)}@media (max-width:30rem){:host{padding:.875rem 1rem}}`,z=class extends o{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[m,b,R];read;broken=new Set;constructor(){super(),this.texts=new a,this.own=this.unfolded=!1,this.now=0}render(){let{texts:t,talk:n}=this,{t:r}=t,[i,a]=N(t,n),o=new v(t),c=Date.parse(n.asked_at),l=u(n.url),f=n.title||l;return s`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${a}">${i}</span>
 <span class="quiet">${P(t,n,this.own)}</span>
 <time class="quiet" datetime=${n.asked_at} title=${o.long(c)}>${o.brief(c,this.now)}</time>
 ${f?s`<bdi class="quiet">${l?s`<a href=${l}>${f}</a>`:f}</bdi>`:e}
 </p>
 <h4 id="question" class="question words" dir="auto" ${d()}>${n.question}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${n.window_url} target=${y(n.call_id)} aria-describedby="question">${n.outcome===`open`?r(`Go to the room`):r(`Open its page`)}</a>
 ${x(t,n.transcript_url,`question`)}
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():e}</div>
 </article>`}renderBeside(){let{t}=this.texts,{resource:n,answer:r}=this.talk,i=u(n?.url??``);return s`${n&&i?s`<p class="beside small">
 ${n.state===`published`?t(`What others can read of it:`):t(`What is being written of it:`)}
 <a href=${i} target="_blank" rel="noopener"><bdi>${n.title}</bdi></a>
 </p>`:e}
 ${r?s`<div class="beside">
 <p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi> · <time datetime=${r.at}>${new v(this.texts).brief(Date.parse(r.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${g(r.answer,this.anew)}</blockquote>
 </div>`:e}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t:e}=this.texts,{log:t}=this;return t?.state===`there`?this.renderSaid(t.said):t?.state===`failed`?s`<p class="said small error" role="alert">
 ${l(e,t.error,e(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${e(`Try again`)}</button>
 </p>`:s`<p class="said small quiet" role="status">${e(`Reading what was said…`)}</p>`}renderSaid({lines:t,complete:n,unkept:r}){let{t:i}=this.texts,a=r?i(`Nobody keeps a log where they met.`):t.length===0?i(`Nothing was said.`):n?``:i(`Some lines may be missing.`);return s`<div class="said" tabindex="0" role="group" aria-label=${i(`What was said`)}>
 ${t.length>0?s`<ol>${t.map(e=>this.renderLine(e))}</ol>`:e} ${a?s`<p class="small quiet">${a}</p>`:e}
 </div>`}renderLine(t){let{t:n}=this.texts,r=new v(this.texts),i=t.jid===this.me.jid,a=t.name||n(`Somebody`);return s`<li class=${i?`sent`:`received`}>
 ${this.renderFace(t.jid,a)}
 <div>
 <p class="small quiet">
 <span>${f(i&&this.own?n(`You ({name})`,{name:h(a)}):h(a))}</span> · ${n(i?`sent`:`received`)} ·
 <time datetime=${new Date(t.at).toISOString()} title=${r.long(t.at)}>${r.brief(t.at,this.now)}</time>
 ${t.edited?s` · ${n(`edited`)}`:e}
 </p>
 <div class="body words" dir="auto">${g(t.body,this.anew)}</div>
 </div>
 </li>`}renderFace(e,t){let n=[this.me,...this.talk.with].find(t=>t.jid===e),r=u(n?.image_url??``);return!r||this.broken.has(r)?s`<span class="face" aria-hidden="true">${A(t)}</span>`:s`<span class="face"><img src=${r} alt="" loading="lazy" @error=${()=>this.lose(r)} /></span>`}anew=()=>this.requestUpdate();lose(e){this.broken.add(e),this.requestUpdate()}fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function B(e,t){let[n,r]=i(e),o=document.createElement(`chatxblock-history`);o.history=new E(n,e.history,e.own?``:e.me.jid,e=>fetch(e,{credentials:`same-origin`})),o.texts=new a(e.texts,e.language),o.clock=r,o.data=e,t.replaceChildren(o)}customElements.define(`chatxblock-talk`,z),customElements.define(`chatxblock-history`,L);var V=document.querySelector(`main`),H=document.getElementById(`chatxblock-data`)?.textContent;V&&H&&B(JSON.parse(H),V);
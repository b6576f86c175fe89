import{a as e,i as t,r as n}from"./talk-BVzDX9-U.js";import{A as r,B as i,C as a,E as o,H as s,K as c,M as l,N as u,T as d,b as f,d as p,f as m,k as h,m as g,n as _,p as v,q as y,r as b,v as x,x as S,y as C}from"./shared-CQyM8Vu6.js";import{r as w}from"./room-window-CJzyv64n.js";import{t as T}from"./page-DgGS5fFC.js";import{r as E,t as D}from"./forms-BituR4ZF.js";var O=class{changed=new y;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r,i){this.handlers=e,this.person=n,this.get=r,this.reader=i,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{let n=await this.reader().catch(k);this.keep(t,{state:`there`,said:await n(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?A(this.sessions,e):e}};function k(){throw new c(0,`unreachable`,``)}function A(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:j(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function j(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function M({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}var N=r` h3{margin:1rem 0 .5rem}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem;border:1px solid var(--good);border-radius:.5rem;background:var(--good-ground)}.open h2{margin:0}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.5rem}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:6.25rem;overflow:auto}form{margin-top:1.5rem}.actions{margin-top:.25rem}.actions input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.empty{margin-top:2rem;padding:1rem;border:1px dashed var(--field);border-radius:.5rem}.empty > * + *,li + li > chatxblock-talk{margin-top:.5rem}.more{margin-top:1.5rem}`;function P({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function F({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function I(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var L=0,R=class extends d{static properties={history:{attribute:!1},texts:{attribute:!1},begun:{state:!0}};static styles=[x,T,N];searched=!1;reported=null;stop=()=>void 0;constructor(){super(),this.texts=new l,this.begun=!1,new C(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),window.addEventListener(i,this.comeBack)}scheduleUpdate(){return n(()=>super.scheduleUpdate())}firstUpdated(){if(this.begun=!0,!this.data.own)return;let{history:e,texts:t,clock:n}=this;m(async()=>{let{makeReported:e}=await import(`./reported-view-ZmTX3-P-.js`);return{makeReported:e}},[]).then(({makeReported:r})=>{this.reported=r(e.handlers,t,n.now()),this.requestUpdate()},()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),window.removeEventListener(i,this.comeBack)}render(){let{t:e}=this.texts,{data:t}=this,n=a(t.url);return h`<div class="page">
 <h1 tabindex="-1">${t.own?e(`Your questions and talks`):v(e(`Questions and talks of {name}`,{name:u(t.me.name)}))}</h1>
 ${n?h`<p class="back small"><a href=${n}>${t.title?e(`Back to {title}`,{title:t.title}):e(`Back to the course`)}</a></p>`:o}
 ${this.begun?this.renderTalks():o}
 </div>`}renderTalks(){let{t:e}=this.texts,{history:t}=this,{sessions:n,query:r}=t;return h`${this.renderOpen()} ${this.reported} ${n.length>0||r||this.searched?this.renderSearch():o}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${t.busy?`true`:`false`}>
 ${n.length>0?g(n,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):t.busy||t.error?o:this.renderEmpty()}
 </div>
 ${t.next?h`<div class="more"><button ?disabled=${t.busy} @click=${()=>void t.more()}>${t.busy?e(`Loading…`):e(`Show earlier ones`)}</button></div>`:o}
 ${this.renderFooter()}`}renderOpen(){let{t:e,n:t}=this.texts,{open:n}=this.history;return n.length===0?o:h`<section class="open" aria-labelledby="open">
 <h2 id="open">${t(`A room is open`,`{n} rooms are open`,n.length)}</h2>
 <ul>
 ${n.map(t=>h`<li>
 <div class="what">
 <p id=${`open-${t.call_id}`} class="words" dir="auto" ${b()}>${p(t.question)}</p>
 ${t.with.length>0?h`<p class="small quiet">${v(I(this.texts,t))}</p>`:o}
 </div>
 <a class="button primary" href=${t.window_url} target=${w(t.call_id)} aria-describedby=${`open-${t.call_id}`}
 >${this.data.own?e(`Back to the room`):e(`Go to the room`)}</a
 >
 </li>`)}
 </ul>
 </section>`}renderSearch(){let{t:e}=this.texts;return h`<form role="search" @submit=${this.search}>
 <label for="query">${e(`Search`)}</label>
 <div class="actions">
 <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
 <button>${e(`Search`)}</button>
 ${this.history.query?h`<button type="button" @click=${()=>this.find(``)}>${e(`Show all`)}</button>`:o}
 </div>
 <p id="searched" class="hint small quiet">${e(`Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.`)}</p>
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t:e}=this.texts,{error:t}=this.history;return t?h`<p class="error" role="alert">
 ${f(e,t)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${e(`Try again`)}</button>
 </p>`:o}renderEmpty(){let{t:e}=this.texts,{own:t,me:n}=this.data;return this.history.query?h`<div class="empty">
 <p>${e(`No talk has all of these words. Try fewer, or only the beginning of one.`)}</p>
 <p><button @click=${()=>this.find(``)}>${e(`Show all`)}</button></p>
 </div>`:t?h`<div class="empty">
 <p>${e(`You have asked nothing yet and helped nobody.`)}</p>
 <p>${e(`Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.`)}</p>
 </div>`:h`<p class="empty">${v(e(`{name} has asked nothing yet and helped nobody.`,{name:u(n.name)}))}</p>`}renderSession(e,t){let n=`session-${t}`;return h`<section aria-labelledby=${n}>
 <h2 id=${n} tabindex="-1">${this.span(e)}</h2>
 ${M(e).map(({talks:e})=>h`<h3>${e[0]?v(I(this.texts,e[0])):o}</h3>
 <ul>
 ${g(e,({call_id:e})=>e,e=>h`<li>${this.renderTalk(e)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:e,ended_at:t}){let n=new S(this.texts),r=Date.parse(e),i=t?n.brief(Date.parse(t),r):this.texts.t(`now`),a=h`<time datetime=${e} title=${n.long(r)}>${n.brief(r,L)}</time>`;return i===n.brief(r,r)?a:h`${a} – ${i}`}renderTalk(e){let{history:t,data:n}=this;return h`<chatxblock-talk
 .texts=${this.texts}
 .talk=${e}
 .log=${t.logs.get(e.call_id)}
 .me=${n.me}
 .own=${n.own}
 .handlers=${t.handlers}
 .now=${this.clock.now()}
 .read=${n=>{n&&t.forget(e.call_id),t.read(e)}}
 ></chatxblock-talk>`}renderFooter(){let{t:e}=this.texts,{file_url:t,person_url:n,own:r,page_url:i}=this.data,s=a(this.data.handlers.privacy??``);return h`<footer class="small">
 ${this.history.talks.length>0?h`<p><a href=${t} download>${e(`Save all of it as a file`)}</a></p>`:o}
 ${r?o:h`<p><a href=${i}>${e(`Your questions and talks`)}</a></p>`}
 ${s?h`<p><a href=${s}>${e(`What is kept of you`)}</a></p>`:o}
 ${n?h`<form @submit=${this.visit}>
 <label for="person">${e(`Read somebody else's in this course`)}</label>
 <div class="actions">
 <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
 <button>${e(`Read`)}</button>
 </div>
 <p id="whose" class="hint quiet">${e(`By username or exact name. You can because you are on the staff of this course.`)}</p>
 </form>`:o}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>{this.reported?.look(),this.history.refresh()}},z=r` :host{display:block;padding:.75rem 1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:6.25rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin-bottom:.25rem}.outcome{min-height:0;padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem}`,B=class extends d{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[x,E,z];constructor(){super(),this.texts=new l,this.own=this.unfolded=!1,this.now=0}scheduleUpdate(){return n(()=>super.scheduleUpdate())}render(){let{texts:e,talk:t}=this,{t:n}=e,[r,i]=P(e,t),s=new S(e),c=Date.parse(t.asked_at),l=a(t.url),u=t.title||l;return h`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${i}">${r}</span>
 <span class="quiet">${F(e,t,this.own)}</span>
 <time class="quiet" datetime=${t.asked_at} title=${s.long(c)}>${s.brief(c,this.now)}</time>
 ${u?h`<bdi class="quiet">${l?h`<a href=${l}>${u}</a>`:u}</bdi>`:o}
 </p>
 <h4 id="question" class="question words" dir="auto" ${b()}>${p(t.question)}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${t.window_url} target=${w(t.call_id)} aria-describedby="question">${t.outcome===`open`?n(`Go to the room`):n(`Open its page`)}</a>
 ${D(e,t.transcript_url,`question`)}
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():o}</div>
 </article>`}renderBeside(){let{t:e}=this.texts,{resource:t,answer:n}=this.talk,r=a(t?.url??``);return h`${t&&r?h`<p class="beside small">
 ${t.state===`published`?e(`What others can read of it:`):e(`What is being written of it:`)}
 <a href=${r} target="_blank" rel="noopener"><bdi>${p(t.title)}</bdi></a>
 </p>`:o}
 ${n?h`<div class="beside">
 <p class="small quiet"><bdi translate="no" title=${n.name}>${n.name}</bdi> · <time datetime=${n.at}>${new S(this.texts).brief(Date.parse(n.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${_(n.answer)}</blockquote>
 </div>`:o}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t:e}=this.texts,{log:t}=this;return t?.state===`there`?this.renderSaid(t.said):t?.state===`failed`?h`<p class="said small error" role="alert">
 ${f(e,t.error,e(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${e(`Try again`)}</button>
 </p>`:h`<p class="said small quiet" role="status">${e(`Reading what was said…`)}</p>`}renderSaid(e){let{texts:t,talk:n,me:r,own:i,now:a,handlers:o}=this;return h`<chatxblock-said .texts=${t} .said=${e} .talk=${n} .me=${r} .own=${i} .now=${a} .handlers=${o}></chatxblock-said>`}fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function V(e,n){let r=new l(e.texts,e.language),i=new S(r);for(let a of[()=>i.brief(0,Date.now()),()=>i.long(0),()=>H(e,r,n)])t(a)}function H(e,t,n){let[r,i]=s(e),a=document.createElement(`chatxblock-history`);a.history=new O(r,e.history,e.own?``:e.me.jid,e=>fetch(e,{credentials:`same-origin`}),async()=>(await m(async()=>{let{readSaid:e}=await import(`./said-view-Di8eCGRT.js`);return{readSaid:e}},[])).readSaid),a.texts=t,a.clock=i,a.data=e,n.replaceChildren(a)}var U=e();customElements.define(`chatxblock-talk`,B),customElements.define(`chatxblock-history`,R);var W=document.querySelector(`main`),G=document.getElementById(`chatxblock-data`)?.textContent;W&&G&&U.then(()=>V(JSON.parse(G),W));
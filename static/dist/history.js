<<<<<<< HEAD
import{A as e,B as t,D as n,G as r,O as i,R as a,S as o,T as s,W as c,_ as l,b as u,f as d,j as f,n as p,p as m,r as h,v as g,w as _,y as v}from"./shared-BFICDljv.js";import{n as y}from"./room-window-DWwiObwk.js";import{t as b}from"./page-Cj7RVd_G.js";import{r as x,t as S}from"./forms-Cqb4GgXJ.js";import{n as C,t as w}from"./face-D17B3FIh.js";var T=`urn:chatxblock:transcript:`;async function E(e,t){let{schema:n,lines:r,complete:i,log:a,code:o,error:s}=await D(e,t);if(typeof n==`string`&&n.startsWith(T)&&Array.isArray(r))return{lines:O(r),complete:i===!0,unkept:a===`none`};throw new c(0,typeof o==`string`?o:`unreadable`,typeof s==`string`?s:``)}async function D(e,t){try{return{...await(await e(t)).json()}}catch{return{}}}function O(e){let t=[],n=new Map;for(let r of e){if(r.repeats)continue;let e=r.author.jid??``,i=r.replaces?n.get(`${e} ${r.replaces}`):void 0,a=i===void 0?void 0:t[i],o=i??t.length;a?t[o]={...a,body:r.body,edited:!0}:t.push({id:r.id,jid:e,name:r.author.name??``,at:Date.parse(r.time)||0,body:r.body,edited:!1}),r.message_id&&n.set(`${e} ${r.message_id}`,o)}return t}var k=class{handlers;person;get;changed=new r;sessions;next;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r){this.handlers=e,this.person=n,this.get=r,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await E(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?A(this.sessions,e):e}};function A(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:j(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function j(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function M({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}var N=i` h3{margin:1rem 0 .5rem}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem;border:1px solid var(--good);border-radius:.5rem;background:var(--good-ground)}.open h2{margin:0}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.5rem}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:4.5rem;overflow:auto}form{margin-top:1.5rem}.actions{margin-top:.25rem}.actions input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.empty{margin-top:2rem;padding:1rem;border:1px dashed var(--field);border-radius:.5rem}.empty > * + *,li + li > chatxblock-talk{margin-top:.5rem}.more{margin-top:1.5rem}`;function P({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function F({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function I(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var L=0,R=class extends _{static properties={history:{attribute:!1},texts:{attribute:!1}};static styles=[l,b,N];clock;data;searched=!1;stop=()=>void 0;constructor(){super(),this.texts=new e,new g(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),window.addEventListener(a,this.comeBack)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),window.removeEventListener(a,this.comeBack)}render(){let{t:e}=this.texts,{history:t,data:r}=this,i=o(r.url),{sessions:a,query:c}=t;return n`<div class="page">
 <h1 tabindex="-1">${r.own?e(`Your questions and talks`):d(e(`Questions and talks of {name}`,{name:f(r.me.name)}))}</h1>
 ${i?n`<p class="back small"><a href=${i}>${r.title?e(`Back to {title}`,{title:r.title}):e(`Back to the course`)}</a></p>`:s}
 ${this.renderOpen()} ${a.length>0||c||this.searched?this.renderSearch():s}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${t.busy?`true`:`false`}>
 ${a.length>0?m(a,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):t.busy||t.error?s:this.renderEmpty()}
=======
import{A as e,D as t,L as n,O as r,S as i,T as a,U as o,W as s,_ as c,b as l,f as u,i as d,j as f,n as p,p as m,r as h,v as g,w as _,y as v,z as y}from"./shared-C_Qmryql.js";import{n as b}from"./room-window-DWwiObwk.js";import{t as x}from"./page-BMnRHuk3.js";import{r as S,t as C}from"./forms-CbvxhHwC.js";var w=class{handlers;person;get;reader;changed=new s;sessions;next;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r,i){this.handlers=e,this.person=n,this.get=r,this.reader=i,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{let n=await this.reader().catch(T);this.keep(t,{state:`there`,said:await n(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?E(this.sessions,e):e}};function T(){throw new o(0,`unreachable`,``)}function E(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:D(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function D(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function O({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}var k=r` h3{margin:1rem 0 .5rem}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem;border:1px solid var(--good);border-radius:.5rem;background:var(--good-ground)}.open h2{margin:0}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.5rem}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:4.5rem;overflow:auto}form{margin-top:1.5rem}.actions{margin-top:.25rem}.actions input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.empty{margin-top:2rem;padding:1rem;border:1px dashed var(--field);border-radius:.5rem}.empty > * + *,li + li > chatxblock-talk{margin-top:.5rem}.more{margin-top:1.5rem}`;function A({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function j({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function M(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var N=0,P=class extends _{static properties={history:{attribute:!1},texts:{attribute:!1}};static styles=[c,x,k];clock;data;searched=!1;reported=null;stop=()=>void 0;constructor(){super(),this.texts=new e,new g(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),window.addEventListener(n,this.comeBack)}firstUpdated(){if(!this.data.own)return;let{history:e,texts:t,clock:n}=this;d(async()=>{let{makeReported:e}=await import(`./reported-view-B3IeZDzW.js`);return{makeReported:e}},[]).then(({makeReported:r})=>{this.reported=r(e.handlers,t,n.now()),this.requestUpdate()},()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),window.removeEventListener(n,this.comeBack)}render(){let{t:e}=this.texts,{history:n,data:r}=this,o=i(r.url),{sessions:s,query:c}=n;return t`<div class="page">
 <h1 tabindex="-1">${r.own?e(`Your questions and talks`):u(e(`Questions and talks of {name}`,{name:f(r.me.name)}))}</h1>
 ${o?t`<p class="back small"><a href=${o}>${r.title?e(`Back to {title}`,{title:r.title}):e(`Back to the course`)}</a></p>`:a}
 ${this.renderOpen()} ${this.reported} ${s.length>0||c||this.searched?this.renderSearch():a}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${n.busy?`true`:`false`}>
 ${s.length>0?m(s,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):n.busy||n.error?a:this.renderEmpty()}
>>>>>>> main
 </div>
 ${t.next?n`<div class="more"><button ?disabled=${t.busy} @click=${()=>void t.more()}>${t.busy?e(`Loading…`):e(`Show earlier ones`)}</button></div>`:s}
 ${this.renderFooter()}
 </div>`}renderOpen(){let{t:e,n:t}=this.texts,{open:r}=this.history;return r.length===0?s:n`<section class="open" aria-labelledby="open">
 <h2 id="open">${t(`A room is open`,`{n} rooms are open`,r.length)}</h2>
 <ul>
 ${r.map(t=>n`<li>
 <div class="what">
<<<<<<< HEAD
 <p id=${`open-${t.call_id}`} class="words" dir="auto" ${h()}>${t.question}</p>
 ${t.with.length>0?n`<p class="small quiet">${d(I(this.texts,t))}</p>`:s}
 </div>
 <a class="button primary" href=${t.window_url} target=${y(t.call_id)} aria-describedby=${`open-${t.call_id}`}
=======
 <p id=${`open-${n.call_id}`} class="words" dir="auto" ${h()}>${n.question}</p>
 ${n.with.length>0?t`<p class="small quiet">${u(M(this.texts,n))}</p>`:a}
 </div>
 <a class="button primary" href=${n.window_url} target=${b(n.call_id)} aria-describedby=${`open-${n.call_id}`}
>>>>>>> main
 >${this.data.own?e(`Back to the room`):e(`Go to the room`)}</a
 >
 </li>`)}
 </ul>
 </section>`}renderSearch(){let{t:e}=this.texts;return n`<form role="search" @submit=${this.search}>
 <label for="query">${e(`Search`)}</label>
 <div class="actions">
 <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
 <button>${e(`Search`)}</button>
 ${this.history.query?n`<button type="button" @click=${()=>this.find(``)}>${e(`Show all`)}</button>`:s}
 </div>
 <p id="searched" class="hint small quiet">${e(`Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.`)}</p>
<<<<<<< HEAD
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t:e}=this.texts,{error:t}=this.history;return t?n`<p class="error" role="alert">
 ${v(e,t)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${e(`Try again`)}</button>
 </p>`:s}renderEmpty(){let{t:e}=this.texts,{own:t,me:r}=this.data;return this.history.query?n`<div class="empty">
=======
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t:e}=this.texts,{error:n}=this.history;return n?t`<p class="error" role="alert">
 ${v(e,n)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${e(`Try again`)}</button>
 </p>`:a}renderEmpty(){let{t:e}=this.texts,{own:n,me:r}=this.data;return this.history.query?t`<div class="empty">
>>>>>>> main
 <p>${e(`No talk has all of these words. Try fewer, or only the beginning of one.`)}</p>
 <p><button @click=${()=>this.find(``)}>${e(`Show all`)}</button></p>
 </div>`:t?n`<div class="empty">
 <p>${e(`You have asked nothing yet and helped nobody.`)}</p>
 <p>${e(`Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.`)}</p>
<<<<<<< HEAD
 </div>`:n`<p class="empty">${d(e(`{name} has asked nothing yet and helped nobody.`,{name:f(r.name)}))}</p>`}renderSession(e,t){let r=`session-${t}`;return n`<section aria-labelledby=${r}>
 <h2 id=${r} tabindex="-1">${this.span(e)}</h2>
 ${M(e).map(({talks:e})=>n`<h3>${e[0]?d(I(this.texts,e[0])):s}</h3>
 <ul>
 ${m(e,({call_id:e})=>e,e=>n`<li>${this.renderTalk(e)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:e,ended_at:t}){let r=new u(this.texts),i=Date.parse(e),a=t?r.brief(Date.parse(t),i):this.texts.t(`now`),o=n`<time datetime=${e} title=${r.long(i)}>${r.brief(i,L)}</time>`;return a===r.brief(i,i)?o:n`${o} – ${a}`}renderTalk(e){let{history:t,data:r}=this;return n`<chatxblock-talk
=======
 </div>`:t`<p class="empty">${u(e(`{name} has asked nothing yet and helped nobody.`,{name:f(r.name)}))}</p>`}renderSession(e,n){let r=`session-${n}`;return t`<section aria-labelledby=${r}>
 <h2 id=${r} tabindex="-1">${this.span(e)}</h2>
 ${O(e).map(({talks:e})=>t`<h3>${e[0]?u(M(this.texts,e[0])):a}</h3>
 <ul>
 ${m(e,({call_id:e})=>e,e=>t`<li>${this.renderTalk(e)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:e,ended_at:n}){let r=new l(this.texts),i=Date.parse(e),a=n?r.brief(Date.parse(n),i):this.texts.t(`now`),o=t`<time datetime=${e} title=${r.long(i)}>${r.brief(i,N)}</time>`;return a===r.brief(i,i)?o:t`${o} – ${a}`}renderTalk(e){let{history:n,data:r}=this;return t`<chatxblock-talk
>>>>>>> main
 .texts=${this.texts}
 .talk=${e}
 .log=${t.logs.get(e.call_id)}
 .me=${r.me}
 .own=${r.own}
 .handlers=${n.handlers}
 .now=${this.clock.now()}
 .read=${n=>{n&&t.forget(e.call_id),t.read(e)}}
 ></chatxblock-talk>`}renderFooter(){let{t:e}=this.texts,{file_url:t,person_url:r,own:i,page_url:a}=this.data,c=o(this.data.handlers.privacy??``);return n`<footer class="small">
 ${this.history.talks.length>0?n`<p><a href=${t} download>${e(`Save all of it as a file`)}</a></p>`:s}
 ${i?s:n`<p><a href=${a}>${e(`Your questions and talks`)}</a></p>`}
 ${c?n`<p><a href=${c}>${e(`What is kept of you`)}</a></p>`:s}
 ${r?n`<form @submit=${this.visit}>
 <label for="person">${e(`Read somebody else's in this course`)}</label>
 <div class="actions">
 <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
 <button>${e(`Read`)}</button>
 </div>
 <p id="whose" class="hint quiet">${e(`By username or exact name. You can because you are on the staff of this course.`)}</p>
<<<<<<< HEAD
 </form>`:s}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>void this.history.refresh()},z=i` :host{display:block;padding:.75rem 1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:4.5rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin-bottom:.25rem}.outcome{min-height:0;padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem;padding-top:.75rem;border-top:1px solid var(--edge);max-height:32rem;overflow:auto}.said li{display:grid;grid-template-columns:2rem minmax(0,auto);gap:0 .625rem;justify-content:start}.said li + li{margin-top:.75rem}.said li.sent{justify-content:end}.body{width:fit-content;max-width:100%;padding:.375rem .75rem;border-radius:.75rem;background:var(--raised)}.sent .body{background:var(--own)}`,B=class extends _{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[l,x,C,z];read;constructor(){super(),this.texts=new e,this.own=this.unfolded=!1,this.now=0}render(){let{texts:e,talk:t}=this,{t:r}=e,[i,a]=P(e,t),c=new u(e),l=Date.parse(t.asked_at),d=o(t.url),f=t.title||d;return n`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${a}">${i}</span>
 <span class="quiet">${F(e,t,this.own)}</span>
 <time class="quiet" datetime=${t.asked_at} title=${c.long(l)}>${c.brief(l,this.now)}</time>
 ${f?n`<bdi class="quiet">${d?n`<a href=${d}>${f}</a>`:f}</bdi>`:s}
 </p>
 <h4 id="question" class="question words" dir="auto" ${h()}>${t.question}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${t.window_url} target=${y(t.call_id)} aria-describedby="question">${t.outcome===`open`?r(`Go to the room`):r(`Open its page`)}</a>
 ${S(e,t.transcript_url,`question`)}
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():s}</div>
 </article>`}renderBeside(){let{t:e}=this.texts,{resource:t,answer:r}=this.talk,i=o(t?.url??``);return n`${t&&i?n`<p class="beside small">
 ${t.state===`published`?e(`What others can read of it:`):e(`What is being written of it:`)}
 <a href=${i} target="_blank" rel="noopener"><bdi>${t.title}</bdi></a>
 </p>`:s}
 ${r?n`<div class="beside">
 <p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi> · <time datetime=${r.at}>${new u(this.texts).brief(Date.parse(r.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${p(r.answer,this.anew)}</blockquote>
 </div>`:s}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t:e}=this.texts,{log:t}=this;return t?.state===`there`?this.renderSaid(t.said):t?.state===`failed`?n`<p class="said small error" role="alert">
 ${v(e,t.error,e(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${e(`Try again`)}</button>
 </p>`:n`<p class="said small quiet" role="status">${e(`Reading what was said…`)}</p>`}renderSaid({lines:e,complete:t,unkept:r}){let{t:i}=this.texts,a=r?i(`Nobody keeps a log where they met.`):e.length===0?i(`Nothing was said.`):t?``:i(`Some lines may be missing.`);return n`<div class="said" tabindex="0" role="group" aria-label=${i(`What was said`)}>
 ${e.length>0?n`<ol>${e.map(e=>this.renderLine(e))}</ol>`:s} ${a?n`<p class="small quiet">${a}</p>`:s}
 </div>`}renderLine(e){let{t}=this.texts,r=new u(this.texts),i=e.jid===this.me.jid,a=e.name||t(`Somebody`);return n`<li class=${i?`sent`:`received`}>
 ${w({name:a,image_url:this.imageOf(e.jid)})}
 <div>
 <p class="small quiet">
 <span>${d(i&&this.own?t(`You ({name})`,{name:f(a)}):f(a))}</span> · ${t(i?`sent`:`received`)} ·
 <time datetime=${new Date(e.at).toISOString()} title=${r.long(e.at)}>${r.brief(e.at,this.now)}</time>
 ${e.edited?n` · ${t(`edited`)}`:s}
 </p>
 <div class="body words" dir="auto">${p(e.body,this.anew)}</div>
 </div>
 </li>`}imageOf(e){return[this.me,...this.talk.with].find(t=>t.jid===e)?.image_url??``}anew=()=>this.requestUpdate();fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function V(n,r){let[i,a]=t(n),o=document.createElement(`chatxblock-history`);o.history=new k(i,n.history,n.own?``:n.me.jid,e=>fetch(e,{credentials:`same-origin`})),o.texts=new e(n.texts,n.language),o.clock=a,o.data=n,r.replaceChildren(o)}customElements.define(`chatxblock-talk`,B),customElements.define(`chatxblock-history`,R);var H=document.querySelector(`main`),U=document.getElementById(`chatxblock-data`)?.textContent;H&&U&&V(JSON.parse(U),H);
=======
 </form>`:a}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>{this.reported?.look(),this.history.refresh()}},F=r` :host{display:block;padding:.75rem 1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:4.5rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin-bottom:.25rem}.outcome{min-height:0;padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem}`,I=class extends _{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[c,S,F];handlers;read;constructor(){super(),this.texts=new e,this.own=this.unfolded=!1,this.now=0}render(){let{texts:e,talk:n}=this,{t:r}=e,[o,s]=A(e,n),c=new l(e),u=Date.parse(n.asked_at),d=i(n.url),f=n.title||d;return t`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${s}">${o}</span>
 <span class="quiet">${j(e,n,this.own)}</span>
 <time class="quiet" datetime=${n.asked_at} title=${c.long(u)}>${c.brief(u,this.now)}</time>
 ${f?t`<bdi class="quiet">${d?t`<a href=${d}>${f}</a>`:f}</bdi>`:a}
 </p>
 <h4 id="question" class="question words" dir="auto" ${h()}>${n.question}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${n.window_url} target=${b(n.call_id)} aria-describedby="question">${n.outcome===`open`?r(`Go to the room`):r(`Open its page`)}</a>
 ${C(e,n.transcript_url,`question`)}
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():a}</div>
 </article>`}renderBeside(){let{t:e}=this.texts,{resource:n,answer:r}=this.talk,o=i(n?.url??``);return t`${n&&o?t`<p class="beside small">
 ${n.state===`published`?e(`What others can read of it:`):e(`What is being written of it:`)}
 <a href=${o} target="_blank" rel="noopener"><bdi>${n.title}</bdi></a>
 </p>`:a}
 ${r?t`<div class="beside">
 <p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi> · <time datetime=${r.at}>${new l(this.texts).brief(Date.parse(r.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${p(r.answer,this.anew)}</blockquote>
 </div>`:a}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t:e}=this.texts,{log:n}=this;return n?.state===`there`?this.renderSaid(n.said):n?.state===`failed`?t`<p class="said small error" role="alert">
 ${v(e,n.error,e(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${e(`Try again`)}</button>
 </p>`:t`<p class="said small quiet" role="status">${e(`Reading what was said…`)}</p>`}renderSaid(e){let{texts:n,talk:r,me:i,own:a,now:o,handlers:s}=this;return t`<chatxblock-said .texts=${n} .said=${e} .talk=${r} .me=${i} .own=${a} .now=${o} .handlers=${s}></chatxblock-said>`}anew=()=>this.requestUpdate();fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function L(t,n){let[r,i]=y(t),a=document.createElement(`chatxblock-history`);a.history=new w(r,t.history,t.own?``:t.me.jid,e=>fetch(e,{credentials:`same-origin`}),async()=>(await d(async()=>{let{readSaid:e}=await import(`./said-view-CcV7hABL.js`);return{readSaid:e}},[])).readSaid),a.texts=new e(t.texts,t.language),a.clock=i,a.data=t,n.replaceChildren(a)}customElements.define(`chatxblock-talk`,I),customElements.define(`chatxblock-history`,P);var R=document.querySelector(`main`),z=document.getElementById(`chatxblock-data`)?.textContent;R&&z&&L(JSON.parse(z),R);
>>>>>>> main

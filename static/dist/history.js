import{B as e,C as t,E as n,I as r,O as i,S as a,T as o,V as s,_ as c,b as l,d as u,f as d,g as f,h as p,k as m,n as h,p as g,v as _}from"./shared-HMhhcmbs.js";import{n as v}from"./room-window-DWwiObwk.js";import{r as y,t as b}from"./forms-D_Ks9yo4.js";var x=`urn:chatxblock:transcript:`;async function S(t,n){let{schema:r,lines:i,complete:a,log:o,code:s,error:c}=await C(t,n);if(typeof r==`string`&&r.startsWith(x)&&Array.isArray(i))return{lines:w(i),complete:a===!0,unkept:o===`none`};throw new e(0,typeof s==`string`?s:`unreadable`,typeof c==`string`?c:``)}async function C(e,t){try{return{...await(await e(t)).json()}}catch{return{}}}function w(e){let t=[],n=new Map;for(let r of e){if(r.repeats)continue;let e=r.author.jid??``,i=r.replaces?n.get(`${e} ${r.replaces}`):void 0,a=i===void 0?void 0:t[i],o=i??t.length;a?t[o]={...a,body:r.body,edited:!0}:t.push({id:r.id,jid:e,name:r.author.name??``,at:Date.parse(r.time)||0,body:r.body,edited:!1}),r.message_id&&n.set(`${e} ${r.message_id}`,o)}return t}var T=class{handlers;person;get;changed=new s;sessions;next;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r){this.handlers=e,this.person=n,this.get=r,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await S(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?E(this.sessions,e):e}};function E(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:D(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function D(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function O({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}function k(e){let t=e.trim().split(/\s+/u);return(t.length>1?[t[0],t.at(-1)]:t).map(e=>A(e??``)).join(/\p{sc=Arab}/u.test(e)?`‌`:``).toLocaleUpperCase()}function A(e){return(`Segmenter`in Intl?new Intl.Segmenter().segment(e).containing(0)?.segment:void 0)??[...e][0]??``}var j=n` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.125rem;line-height:1.3}h3{margin:1rem 0 .5rem;font-size:1rem;line-height:1.4;overflow-wrap:anywhere}h1:focus,h2:focus{outline:none}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem 1.25rem;border:1px solid var(--good);border-radius:.75rem;background:var(--good-ground)}.open h2{margin:0 0 .25rem}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;padding:.5rem 0}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:4.5rem;overflow:auto}form{margin-top:1.5rem}.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.25rem}.row input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.news{margin-top:.5rem}.news:empty{margin:0}.empty{margin-top:2rem;padding:1.5rem;border:1px dashed var(--edge);border-radius:.75rem;background:var(--ground)}.empty > * + *{margin-top:.75rem}li + li > chatxblock-talk{margin-top:.75rem}.more{margin-top:1.5rem}footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--edge)}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}h1{font-size:1.5rem}.open{padding:.75rem 1rem}.open .what{flex-basis:100%}}`;function M({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function N({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function P(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var F=0,I=class extends a{static properties={history:{attribute:!1},texts:{attribute:!1}};static styles=[p,j];clock;data;searched=!1;stop=()=>void 0;constructor(){super(),this.texts=new i,new f(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),document.addEventListener(`visibilitychange`,this.comeBack)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),document.removeEventListener(`visibilitychange`,this.comeBack)}render(){let{t:e}=this.texts,{history:n,data:r}=this,i=l(r.url),{sessions:a,query:s}=n;return o`<div class="page">
 <h1 tabindex="-1">${r.own?e(`Your questions and talks`):d(e(`Questions and talks of {name}`,{name:m(r.me.name)}))}</h1>
 ${i?o`<p class="back small"><a href=${i}>${r.title?e(`Back to {title}`,{title:r.title}):e(`Back to the course`)}</a></p>`:t}
 ${this.renderOpen()} ${a.length>0||s||this.searched?this.renderSearch():t}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${n.busy?`true`:`false`}>
 ${a.length>0?g(a,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):n.busy||n.error?t:this.renderEmpty()}
 </div>
 ${n.next?o`<div class="more"><button ?disabled=${n.busy} @click=${()=>void n.more()}>${n.busy?e(`Loading…`):e(`Show earlier ones`)}</button></div>`:t}
 ${this.renderFooter()}
 </div>`}renderOpen(){let{t:e,n}=this.texts,{open:r}=this.history;return r.length===0?t:o`<section class="open" aria-labelledby="open">
 <h2 id="open">${n(`A room is open`,`{n} rooms are open`,r.length)}</h2>
 <ul>
 ${r.map(t=>o`<li>
 <div class="what">
 <p id=${`open-${t.call_id}`} class="words" dir="auto" ${u()}>${t.question}</p>
 <p class="small quiet">${d(P(this.texts,t))}</p>
 </div>
 <a class="button primary" href=${t.window_url} target=${v(t.call_id)} aria-describedby=${`open-${t.call_id}`}
 >${this.data.own?e(`Back to the room`):e(`Go to the room`)}</a
 >
 </li>`)}
 </ul>
 </section>`}renderSearch(){let{t:e}=this.texts;return o`<form role="search" @submit=${this.search}>
 <label for="query">${e(`Search`)}</label>
 <div class="row">
 <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
 <button class="primary">${e(`Search`)}</button>
 ${this.history.query?o`<button type="button" @click=${()=>this.find(``)}>${e(`Show all`)}</button>`:t}
 </div>
 <p id="searched" class="hint small quiet">${e(`Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.`)}</p>
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t:e}=this.texts,{error:n}=this.history;return n?o`<p class="error" role="alert">
 ${c(e,n)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${e(`Try again`)}</button>
 </p>`:t}renderEmpty(){let{t:e}=this.texts,{own:t,me:n}=this.data;return this.history.query?o`<div class="empty">
 <p>${e(`No talk has all of these words. Try fewer, or only the beginning of one.`)}</p>
 <p><button @click=${()=>this.find(``)}>${e(`Show all`)}</button></p>
 </div>`:t?o`<div class="empty">
 <p>${e(`You have asked nothing yet and helped nobody.`)}</p>
 <p>${e(`Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.`)}</p>
 </div>`:o`<p class="empty">${d(e(`{name} has asked nothing yet and helped nobody.`,{name:m(n.name)}))}</p>`}renderSession(e,n){let r=`session-${n}`;return o`<section aria-labelledby=${r}>
 <h2 id=${r} tabindex="-1">${this.span(e)}</h2>
 ${O(e).map(({talks:e})=>o`<h3>${e[0]?d(P(this.texts,e[0])):t}</h3>
 <ul>
 ${g(e,({call_id:e})=>e,e=>o`<li>${this.renderTalk(e)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:e,ended_at:t}){let n=new _(this.texts),r=Date.parse(e),i=t?n.brief(Date.parse(t),r):this.texts.t(`now`),a=o`<time datetime=${e} title=${n.long(r)}>${n.brief(r,F)}</time>`;return i===n.brief(r,r)?a:o`${a} – ${i}`}renderTalk(e){let{history:t,data:n}=this;return o`<chatxblock-talk
 .texts=${this.texts}
 .talk=${e}
 .log=${t.logs.get(e.call_id)}
 .me=${n.me}
 .own=${n.own}
 .now=${this.clock.now()}
 .read=${n=>{n&&t.forget(e.call_id),t.read(e)}}
 ></chatxblock-talk>`}renderFooter(){let{t:e}=this.texts,{file_url:n,person_url:r,own:i,page_url:a}=this.data,s=l(this.data.handlers.privacy??``);return o`<footer class="small">
 ${this.history.talks.length>0?o`<p><a href=${n} download>${e(`Save all of it as a file`)}</a></p>`:t}
 ${i?t:o`<p><a href=${a}>${e(`Your questions and talks`)}</a></p>`}
 ${s?o`<p><a href=${s}>${e(`What is kept of you`)}</a></p>`:t}
 ${r?o`<form @submit=${this.visit}>
 <label for="person">${e(`Read somebody else's in this course`)}</label>
 <div class="row">
 <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
 <button>${e(`Read`)}</button>
 </div>
 <p id="whose" class="hint quiet">${e(`By username or exact name. You can because you are on the staff of this course.`)}</p>
 </form>`:t}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>{document.hidden||this.history.refresh()}},L=n` :host{display:block;padding:1rem 1.25rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:9rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin-bottom:.25rem}.outcome{min-height:0;padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem;padding-top:.75rem;border-top:1px solid var(--edge);max-height:32rem;overflow:auto}.said li{display:grid;grid-template-columns:2rem minmax(0,auto);gap:0 .625rem;justify-content:start}.said li + li{margin-top:.75rem}.said li.sent{justify-content:end}.face{display:grid;place-items:center;width:2rem;height:2rem;border-radius:50%;overflow:hidden;background:var(--edge);color:var(--ink);font-size:.75rem;font-weight:600}.face img{width:100%;height:100%;object-fit:cover}.body{width:fit-content;max-width:100%;padding:.375rem .75rem;border-radius:.75rem;background:var(--raised)}.sent .body{background:var(--own)}@media (max-width:30rem){:host{padding:.875rem 1rem}}`,R=class extends a{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[p,y,L];read;broken=new Set;constructor(){super(),this.texts=new i,this.own=this.unfolded=!1,this.now=0}render(){let{texts:e,talk:n}=this,{t:r}=e,[i,a]=M(e,n),s=new _(e),c=Date.parse(n.asked_at),d=l(n.url),f=n.title||d;return o`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${a}">${i}</span>
 <span class="quiet">${N(e,n,this.own)}</span>
 <time class="quiet" datetime=${n.asked_at} title=${s.long(c)}>${s.brief(c,this.now)}</time>
 ${f?o`<bdi class="quiet">${d?o`<a href=${d}>${f}</a>`:f}</bdi>`:t}
 </p>
 <h4 id="question" class="question words" dir="auto" ${u()}>${n.question}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${n.window_url} target=${v(n.call_id)} aria-describedby="question">${n.outcome===`open`?r(`Go to the room`):r(`Open its page`)}</a>
 ${b(e,n.transcript_url,`question`)}
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():t}</div>
 </article>`}renderBeside(){let{t:e}=this.texts,{resource:n,answer:r}=this.talk,i=l(n?.url??``);return o`${n&&i?o`<p class="beside small">
 ${n.state===`published`?e(`What others can read of it:`):e(`What is being written of it:`)}
 <a href=${i} target="_blank" rel="noopener"><bdi>${n.title}</bdi></a>
 </p>`:t}
 ${r?o`<div class="beside">
 <p class="small quiet"><bdi translate="no" title=${r.name}>${r.name}</bdi> · <time datetime=${r.at}>${new _(this.texts).brief(Date.parse(r.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${h(r.answer,this.anew)}</blockquote>
 </div>`:t}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t:e}=this.texts,{log:t}=this;return t?.state===`there`?this.renderSaid(t.said):t?.state===`failed`?o`<p class="said small error" role="alert">
 ${c(e,t.error,e(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${e(`Try again`)}</button>
 </p>`:o`<p class="said small quiet" role="status">${e(`Reading what was said…`)}</p>`}renderSaid({lines:e,complete:n,unkept:r}){let{t:i}=this.texts,a=r?i(`Nobody keeps a log where they met.`):e.length===0?i(`Nothing was said.`):n?``:i(`Some lines may be missing.`);return o`<div class="said" tabindex="0" role="group" aria-label=${i(`What was said`)}>
 ${e.length>0?o`<ol>${e.map(e=>this.renderLine(e))}</ol>`:t} ${a?o`<p class="small quiet">${a}</p>`:t}
 </div>`}renderLine(e){let{t:n}=this.texts,r=new _(this.texts),i=e.jid===this.me.jid,a=e.name||n(`Somebody`);return o`<li class=${i?`sent`:`received`}>
 ${this.renderFace(e.jid,a)}
 <div>
 <p class="small quiet">
 <span>${d(i&&this.own?n(`You ({name})`,{name:m(a)}):m(a))}</span> · ${n(i?`sent`:`received`)} ·
 <time datetime=${new Date(e.at).toISOString()} title=${r.long(e.at)}>${r.brief(e.at,this.now)}</time>
 ${e.edited?o` · ${n(`edited`)}`:t}
 </p>
 <div class="body words" dir="auto">${h(e.body,this.anew)}</div>
 </div>
 </li>`}renderFace(e,t){let n=[this.me,...this.talk.with].find(t=>t.jid===e),r=l(n?.image_url??``);return!r||this.broken.has(r)?o`<span class="face" aria-hidden="true">${k(t)}</span>`:o`<span class="face"><img src=${r} alt="" loading="lazy" @error=${()=>this.lose(r)} /></span>`}anew=()=>this.requestUpdate();lose(e){this.broken.add(e),this.requestUpdate()}fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function z(e,t){let[n,a]=r(e),o=document.createElement(`chatxblock-history`);o.history=new T(n,e.history,e.own?``:e.me.jid,e=>fetch(e,{credentials:`same-origin`})),o.texts=new i(e.texts,e.language),o.clock=a,o.data=e,t.replaceChildren(o)}customElements.define(`chatxblock-talk`,R),customElements.define(`chatxblock-history`,I);var B=document.querySelector(`main`),V=document.getElementById(`chatxblock-data`)?.textContent;B&&V&&z(JSON.parse(V),B);
import{C as e,E as t,I as n,L as r,M as i,_ as a,b as o,f as s,g as c,h as l,m as u,n as d,w as f,x as p,y as m}from"./shared-y4l53BiX.js";import{n as h}from"./room-window-DWwiObwk.js";var g=`urn:chatxblock:transcript:`;async function _(e,t){let{schema:r,lines:i,complete:a,log:o,code:s,error:c}=await v(e,t);if(typeof r==`string`&&r.startsWith(g)&&Array.isArray(i))return{lines:y(i),complete:a===!0,unkept:o===`none`};throw new n(0,typeof s==`string`?s:`unreadable`,typeof c==`string`?c:``)}async function v(e,t){try{return{...await(await e(t)).json()}}catch{return{}}}function y(e){let t=[],n=new Map;for(let r of e){if(r.repeats)continue;let e=r.author.jid??``,i=r.replaces?n.get(`${e} ${r.replaces}`):void 0,a=i===void 0?void 0:t[i],o=i??t.length;a?t[o]={...a,body:r.body,edited:!0}:t.push({id:r.id,jid:e,name:r.author.name??``,at:Date.parse(r.time)||0,body:r.body,edited:!1}),r.message_id&&n.set(`${e} ${r.message_id}`,o)}return t}var b=class{handlers;person;get;changed=new r;sessions;next;query=``;busy=!1;error=null;logs=new Map;looks=0;pages=1;constructor(e,t,n,r){this.handlers=e,this.person=n,this.get=r,this.sessions=t.sessions,this.next=t.next}get talks(){return this.sessions.flatMap(({talks:e})=>e)}get open(){return this.talks.filter(e=>e.outcome===`open`)}search(e){return this.query=e,this.look(null)}async more(){this.next&&!this.busy&&await this.look(this.next)}async refresh(){this.pages===1&&!this.busy&&await this.look(null)}async read(e){let{call_id:t}=e;if(![`reading`,`there`].includes(this.logs.get(t)?.state??``)){this.keep(t,{state:`reading`});try{this.keep(t,{state:`there`,said:await _(this.get,e.transcript_url)})}catch(e){this.keep(t,{state:`failed`,error:e})}}}forget(e){this.logs.delete(e)}keep(e,t){this.logs.set(e,t),this.changed.emit()}async look(e){let t=++this.looks;this.busy=!0,this.changed.emit();try{let n=await this.handlers.post(`history`,{query:this.query,person:this.person,before:e});t===this.looks&&this.take(n,e!==null)}catch(e){t===this.looks&&(this.error=e)}t===this.looks&&(this.busy=!1,this.changed.emit())}take({sessions:e,next:t},n){this.error=null,this.next=t,this.pages=n?this.pages+1:1,this.sessions=n?x(this.sessions,e):e}};function x(e,t){let n=new Set(e.flatMap(({talks:e})=>e.map(({call_id:e})=>e))),r=[...e];for(let e of t){let t=e.talks.filter(({call_id:e})=>!n.has(e)),i=r.at(-1);e.continued&&i?r.splice(-1,1,{...i,began_at:S(i.began_at,e.began_at),talks:[...i.talks,...t]}):r.push({...e,talks:t})}return r}function S(e,t){return Date.parse(e)<=Date.parse(t)?e:t}function C({talks:e}){let t=new Map;for(let n of e){let e=n.with.map(({jid:e,name:t})=>`${e} ${t}`).sort().join(`
`),r=t.get(e);r?r.talks.push(n):t.set(e,{key:e,talks:[n]})}return[...t.values()]}function w(e){let t=e.trim().split(/\s+/u);return(t.length>1?[t[0],t.at(-1)]:t).map(e=>[...e??``][0]??``).join(``).toLocaleUpperCase()}var T=f` :host{display:block;min-height:100vh;background:var(--raised)}.page{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.25}h2{margin:2rem 0 .75rem;font-size:1.125rem;line-height:1.3}h3{margin:1rem 0 .5rem;font-size:1rem;line-height:1.4;overflow-wrap:anywhere}h1:focus,h2:focus{outline:none}.back{margin-top:.25rem}.open{margin-top:1.5rem;padding:1rem 1.25rem;border:1px solid var(--good);border-radius:.75rem;background:var(--good-ground)}.open h2{margin:0 0 .25rem}.open li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;padding:.5rem 0}.open .what{flex:1 1 16rem;min-width:0}.open .words{max-height:4.5rem;overflow:auto}form{margin-top:1.5rem}.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.25rem}.row input{flex:1 1 10rem;width:auto;min-width:0}label{font-weight:600}.hint{margin-top:.25rem}.news{margin-top:.5rem}.news:empty{margin:0}.empty{margin-top:2rem;padding:1.5rem;border:1px dashed var(--edge);border-radius:.75rem;background:var(--ground)}.empty > * + *{margin-top:.75rem}li + li > chatxblock-talk{margin-top:.75rem}.more{margin-top:1.5rem}footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--edge)}@media (max-width:30rem){.page{padding:1.25rem .75rem 3rem}h1{font-size:1.5rem}.open{padding:.75rem 1rem}.open .what{flex-basis:100%}}`;function E({t:e},{outcome:t}){switch(t){case`open`:return[e(`Still open`),`good`];case`solved`:return[e(`Solved`),`good`];case`helped`:return[e(`Ended`),`plain`];case`answered`:return[e(`Answered by a teacher`),`good`];case`left`:return[e(`Left for the teachers`),`trouble`];case`dismissed`:return[e(`Closed by a teacher`),`plain`];case`withdrawn`:return[e(`Taken back`),`plain`];case`unanswered`:return[e(`Nobody came`),`trouble`]}}function D({t:e},{role:t},n){return e(t===`asker`?n?`You asked`:`Asked`:t===`fellow`?n?`You had the same question`:`Had the same question`:n?`You helped`:`Helped`)}function O(e,{with:t}){return t.length===0?e.t(`Nobody else was there`):e.t(`With {names}`,{names:e.list(t.map(({name:e})=>e))})}var k=0,A=class extends o{static properties={history:{attribute:!1},texts:{attribute:!1}};static styles=[u,T];clock;data;searched=!1;stop=()=>void 0;constructor(){super(),this.texts=new t,new l(this)}connectedCallback(){super.connectedCallback(),this.stop=this.history.changed.subscribe(()=>this.requestUpdate()),document.addEventListener(`visibilitychange`,this.comeBack)}disconnectedCallback(){super.disconnectedCallback(),this.stop(),document.removeEventListener(`visibilitychange`,this.comeBack)}render(){let{t}=this.texts,{history:n,data:r}=this,i=m(r.url),{sessions:a,query:o}=n;return e`<div class="page">
 <h1 tabindex="-1" dir="auto">${r.own?t(`Your questions and talks`):t(`Questions and talks of {name}`,{name:r.me.name})}</h1>
 ${i?e`<p class="back small"><a href=${i}>${r.title?t(`Back to {title}`,{title:r.title}):t(`Back to the course`)}</a></p>`:p}
 ${this.renderOpen()} ${a.length>0||o||this.searched?this.renderSearch():p}
 <p class="news small" role="status">${this.news}</p>
 ${this.renderFailure()}
 <div aria-busy=${n.busy?`true`:`false`}>
 ${a.length>0?s(a,({talks:e})=>e[0]?.call_id,(e,t)=>this.renderSession(e,t)):n.busy||n.error?p:this.renderEmpty()}
 </div>
 ${n.next?e`<div class="more"><button ?disabled=${n.busy} @click=${()=>void n.more()}>${n.busy?t(`Loading…`):t(`Show earlier ones`)}</button></div>`:p}
 ${this.renderFooter()}
 </div>`}renderOpen(){let{t,n}=this.texts,{open:r}=this.history;return r.length===0?p:e`<section class="open" aria-labelledby="open">
 <h2 id="open">${n(`A room is open`,`{n} rooms are open`,r.length)}</h2>
 <ul>
 ${r.map(n=>e`<li>
 <div class="what">
 <p id=${`open-${n.call_id}`} class="words" dir="auto">${n.question}</p>
 <p class="small quiet" dir="auto">${O(this.texts,n)}</p>
 </div>
 <a class="button primary" href=${n.window_url} target=${h(n.call_id)} aria-describedby=${`open-${n.call_id}`}
 >${this.data.own?t(`Back to the room`):t(`Go to the room`)}</a
 >
 </li>`)}
 </ul>
 </section>`}renderSearch(){let{t}=this.texts;return e`<form role="search" @submit=${this.search}>
 <label for="query">${t(`Search`)}</label>
 <div class="row">
 <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
 <button class="primary">${t(`Search`)}</button>
 ${this.history.query?e`<button type="button" @click=${()=>this.find(``)}>${t(`Show all`)}</button>`:p}
 </div>
 <p id="searched" class="hint small quiet">${t(`Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.`)}</p>
 </form>`}get news(){let{t:e,n:t}=this.texts,{busy:n,query:r,talks:i,next:a,error:o}=this.history;return n?e(`Looking…`):!this.searched||!r||o?``:a?e(`More than {n} talks found.`,{n:i.length}):t(`{n} talk found.`,`{n} talks found.`,i.length)}renderFailure(){let{t}=this.texts,{error:n}=this.history;return n?e`<p class="error" role="alert" dir="auto">
 ${c(t,n)} <button class="plain" @click=${()=>void this.history.search(this.history.query)}>${t(`Try again`)}</button>
 </p>`:p}renderEmpty(){let{t}=this.texts,{own:n,me:r}=this.data;return this.history.query?e`<div class="empty">
 <p>${t(`No talk has all of these words. Try fewer, or only the beginning of one.`)}</p>
 <p><button @click=${()=>this.find(``)}>${t(`Show all`)}</button></p>
 </div>`:n?e`<div class="empty">
 <p>${t(`You have asked nothing yet and helped nobody.`)}</p>
 <p>${t(`Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.`)}</p>
 </div>`:e`<p class="empty">${t(`{name} has asked nothing yet and helped nobody.`,{name:r.name})}</p>`}renderSession(t,n){let r=`session-${n}`;return e`<section aria-labelledby=${r}>
 <h2 id=${r} tabindex="-1">${this.span(t)}</h2>
 ${C(t).map(({talks:t})=>e`<h3 dir="auto">${t[0]?O(this.texts,t[0]):p}</h3>
 <ul>
 ${s(t,({call_id:e})=>e,t=>e`<li>${this.renderTalk(t)}</li>`)}
 </ul>`)}
 </section>`}span({began_at:t,ended_at:n}){let r=new a(this.texts),i=Date.parse(t),o=n?r.brief(Date.parse(n),i):this.texts.t(`now`);return e`<time datetime=${t} title=${r.long(i)}>${r.brief(i,k)}</time> – ${o}`}renderTalk(t){let{history:n,data:r}=this;return e`<chatxblock-talk
 .texts=${this.texts}
 .talk=${t}
 .log=${n.logs.get(t.call_id)}
 .me=${r.me}
 .own=${r.own}
 .now=${this.clock.now()}
 .read=${e=>{e&&n.forget(t.call_id),n.read(t)}}
 ></chatxblock-talk>`}renderFooter(){let{t}=this.texts,{file_url:n,person_url:r,own:i,page_url:a}=this.data;return e`<footer class="small">
 ${this.history.talks.length>0?e`<p><a href=${n} download>${t(`Save all of it as a file`)}</a></p>`:p}
 ${i?p:e`<p><a href=${a}>${t(`Your questions and talks`)}</a></p>`}
 ${r?e`<form @submit=${this.visit}>
 <label for="person">${t(`Read somebody else's in this course`)}</label>
 <div class="row">
 <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
 <button>${t(`Read`)}</button>
 </div>
 <p id="whose" class="hint quiet">${t(`By username or exact name. You can because you are on the staff of this course.`)}</p>
 </form>`:p}
 </footer>`}search=e=>{e.preventDefault(),this.find(this.field(`query`))};visit=e=>{e.preventDefault();let t=this.field(`person`);t&&location.assign((this.data.person_url??``).replace(`PERSON`,encodeURIComponent(t)))};find(e){this.searched=!0,this.history.search(e)}field(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}comeBack=()=>{document.hidden||this.history.refresh()}},j=f` :host{display:block;padding:1rem 1.25rem;border:1px solid var(--edge);border-radius:.75rem;background:var(--ground)}.question{margin:.25rem 0 0;max-height:9rem;overflow:auto;font-weight:600}.facts{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;margin-bottom:.25rem}.outcome{padding:0 .5rem;border-radius:1rem;background:var(--raised);color:var(--ink);font-weight:600}.outcome.good{background:var(--good-ground);color:var(--good)}.outcome.trouble{background:var(--trouble-ground);color:var(--trouble)}.beside{margin-top:.5rem;overflow-wrap:anywhere}blockquote{margin:.25rem 0 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--good)}.actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}.actions button{min-height:2.25rem;padding:.25rem .75rem}.said{margin-top:.75rem;padding-top:.75rem;border-top:1px solid var(--edge);max-height:32rem;overflow:auto}.said li{display:grid;grid-template-columns:2rem minmax(0,auto);gap:0 .625rem;justify-content:start}.said li + li{margin-top:.75rem}.said li.sent{justify-content:end}.face{display:grid;place-items:center;width:2rem;height:2rem;border-radius:50%;overflow:hidden;background:var(--edge);color:var(--ink);font-size:.75rem;font-weight:600}.face img{width:100%;height:100%;object-fit:cover}.body{width:fit-content;max-width:100%;padding:.375rem .75rem;border-radius:.75rem;background:var(--raised)}.sent .body{background:var(--own)}@media (max-width:30rem){:host{padding:.875rem 1rem}}`,M=class extends o{static properties={texts:{attribute:!1},talk:{attribute:!1},log:{attribute:!1},me:{attribute:!1},own:{type:Boolean},now:{attribute:!1},unfolded:{state:!0}};static styles=[u,j];read;broken=new Set;constructor(){super(),this.texts=new t,this.own=this.unfolded=!1,this.now=0}render(){let{texts:t,talk:n}=this,{t:r}=t,[i,o]=E(t,n),s=new a(t),c=Date.parse(n.asked_at),l=m(n.url),u=n.title||l;return e`<article aria-labelledby="question">
 <p class="facts small">
 <span class="outcome ${o}">${i}</span>
 <span class="quiet">${D(t,n,this.own)}</span>
 <time class="quiet" datetime=${n.asked_at} title=${s.long(c)}>${s.brief(c,this.now)}</time>
 ${u?e`<bdi class="quiet">${l?e`<a href=${l}>${u}</a>`:u}</bdi>`:p}
 </p>
 <h4 id="question" class="question words" dir="auto">${n.question}</h4>
 ${this.renderBeside()}
 <div class="actions small">
 <button aria-expanded=${this.unfolded?`true`:`false`} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
 <a href=${n.window_url} target=${h(n.call_id)} aria-describedby="question">${n.outcome===`open`?r(`Go to the room`):r(`Open its page`)}</a>
 <a href=${n.transcript_url} download aria-describedby="question">${r(`Export`)}</a>
 </div>
 <div id="said" ?hidden=${!this.unfolded}>${this.unfolded?this.renderLog():p}</div>
 </article>`}renderBeside(){let{t}=this.texts,{resource:n,answer:r}=this.talk,i=m(n?.url??``);return e`${n&&i?e`<p class="beside small">
 ${n.state===`published`?t(`What others can read of it:`):t(`What is being written of it:`)}
 <a href=${i} target="_blank" rel="noopener"><bdi>${n.title}</bdi></a>
 </p>`:p}
 ${r?e`<div class="beside">
 <p class="small quiet"><bdi>${r.name}</bdi> · <time datetime=${r.at}>${new a(this.texts).brief(Date.parse(r.at),this.now)}</time></p>
 <blockquote class="words" dir="auto">${d(r.answer)}</blockquote>
 </div>`:p}`}get foldWords(){let{t:e,n:t}=this.texts;if(this.unfolded)return e(`Hide what was said`);let{lines:n}=this.talk;return n===null||n===0?e(`Read what was said`):t(`Read what was said ({n} line)`,`Read what was said ({n} lines)`,n)}renderLog(){let{t}=this.texts,{log:n}=this;return n?.state===`there`?this.renderSaid(n.said):n?.state===`failed`?e`<p class="said small error" role="alert" dir="auto">
 ${c(t,n.error,t(`What was said cannot be read right now.`))} <button class="plain" @click=${()=>this.read(!0)}>${t(`Try again`)}</button>
 </p>`:e`<p class="said small quiet" role="status">${t(`Reading what was said…`)}</p>`}renderSaid({lines:t,complete:n,unkept:r}){let{t:i}=this.texts,a=r?i(`Nobody keeps a log where they met.`):t.length===0?i(`Nothing was said.`):n?``:i(`Some lines may be missing.`);return e`<div class="said" tabindex="0" role="group" aria-label=${i(`What was said`)}>
 ${t.length>0?e`<ol>${t.map(e=>this.renderLine(e))}</ol>`:p} ${a?e`<p class="small quiet">${a}</p>`:p}
 </div>`}renderLine(t){let{t:n}=this.texts,r=new a(this.texts),i=t.jid===this.me.jid,o=t.name||n(`Somebody`);return e`<li class=${i?`sent`:`received`}>
 ${this.renderFace(t.jid,o)}
 <div>
 <p class="small quiet">
 <bdi>${i&&this.own?n(`You ({name})`,{name:o}):o}</bdi> · ${n(i?`sent`:`received`)} ·
 <time datetime=${new Date(t.at).toISOString()} title=${r.long(t.at)}>${r.brief(t.at,this.now)}</time>
 ${t.edited?e` · ${n(`edited`)}`:p}
 </p>
 <div class="body words" dir="auto">${d(t.body)}</div>
 </div>
 </li>`}renderFace(t,n){let r=[this.me,...this.talk.with].find(e=>e.jid===t),i=m(r?.image_url??``);return!i||this.broken.has(i)?e`<span class="face" aria-hidden="true">${w(n)}</span>`:e`<span class="face"><img src=${i} alt="" loading="lazy" @error=${()=>this.lose(i)} /></span>`}lose(e){this.broken.add(e),this.requestUpdate()}fold=()=>{this.unfolded=!this.unfolded,this.unfolded&&this.read(this.talk.outcome===`open`)}};function N(e,n){let[r,a]=i(e),o=document.createElement(`chatxblock-history`);o.history=new b(r,e.history,e.own?``:e.me.jid,e=>fetch(e,{credentials:`same-origin`})),o.texts=new t(e.texts,e.language),o.clock=a,o.data=e,n.replaceChildren(o)}customElements.define(`chatxblock-talk`,M),customElements.define(`chatxblock-history`,A);var P=document.querySelector(`main`),F=document.getElementById(`chatxblock-data`)?.textContent;P&&F&&N(JSON.parse(F),P);
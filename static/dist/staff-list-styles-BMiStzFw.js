import{A as e,D as t,G as n,I as r,L as i,O as a,S as o,T as s,W as c,_ as l,b as u,p as d,v as f,w as p,y as m}from"./shared-oBBZr5Dp.js";import{r as h,t as g}from"./forms-DleT_bNA.js";import{t as _}from"./page-DFy059bx.js";var v=a` :host{display:block;min-height:0}.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;width:auto;padding:.75rem 0;color:inherit;list-style:none}.row::-webkit-details-marker{display:none}.row > div{flex:1 1 20rem;min-width:0}.row .button{flex:none}.row:hover .button{border-color:var(--ink)}[open] > .row .button{visibility:hidden}h3 span{display:block}details:not([open]) > .row h3 span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.whole{max-width:46rem;padding-bottom:1.5rem}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;font-weight:600}form{margin-top:.5rem}form > label{display:block;margin-bottom:.25rem;font-weight:600}textarea{display:block;min-height:5rem;resize:vertical}[aria-invalid="true"]{border-color:var(--bad)}form button{margin-top:.5rem}`,y=class extends p{static properties={texts:{attribute:!1},asked:{attribute:!1},now:{attribute:!1},failure:{state:!0},busy:{state:!0}};static styles=[l,_,h,v];answer;text;left=new Set;publish=!1;constructor(){super(),this.texts=new e,this.now=0,this.failure=``,this.busy=!1,new f(this)}render(){let{questions:e,learners:n}=this.asked,{t:r,n:i}=this.texts,a=e[0];if(!a)return t``;let{name:o}=a.asker,c=n>1?i(`{n} learner waits`,`{n} learners wait`,n):t`<bdi translate="no" title=${o}>${o}</bdi>`;return t`<details ?open=${this.text.value!==``}>
 <summary class="row">
 <div>
 <h3 id="question" tabindex="-1"><span class="words" dir="auto">${a.question}</span></h3>
 <p class="small quiet">${c} · ${new u(this.texts).ago(Date.parse(a.left_at),this.now)}${a.context.title?t` · <bdi>${a.context.title}</bdi>`:s}</p>
 </div>
 <span class="button">${r(`Answer`)}</span>
 </summary>
 <div class="whole">${e.length>1?this.renderChoice(e):this.renderWho(a,`question`)} ${this.renderForm()}</div>
 </details>`}renderChoice(e){let{t:n}=this.texts;return t`<fieldset>
 <legend class="small">${n(`Your answer is for:`)}</legend>
 ${d(e,({call_id:e})=>e,e=>t`<div class="check">
 <input
 type="checkbox"
 id=${`to-${e.call_id}`}
 .checked=${!this.left.has(e.call_id)}
 ?disabled=${this.busy}
 @change=${t=>this.choose(e.call_id,b(t))}
 />
 <div>
 <label class="words" id=${`asked-${e.call_id}`} for=${`to-${e.call_id}`} dir="auto">${e.question}</label>
 ${this.renderWho(e,`asked-${e.call_id}`)}
 </div>
 </div>`)}
 </fieldset>`}renderWho({asker:e,context:n,left_at:r,window_url:i,transcript_url:a},c){let{t:l}=this.texts,d=o(n.url),f=n.title||d,p=d?t`<a href=${d} target="_blank" rel="noopener">${f}</a>`:f;return t`<p class="small quiet">
 <bdi translate="no" title=${e.name}>${e.name}</bdi> · ${new u(this.texts).ago(Date.parse(r),this.now)}${f?t` · <bdi>${p}</bdi>`:s} ·
 <a href=${i} target="_blank" rel="noopener">${l(`Read what was said`)}</a>
 </p>
 <div class="small">${g(this.texts,a,c)}</div>`}renderForm(){let{t:e,n}=this.texts,r=this.chosen.length;return t`<form @submit=${this.submit}>
 <label class="small" for="answer">${e(`Your answer`)}</label>
 <textarea
 id="answer"
 rows="3"
 dir="auto"
 ?readonly=${this.busy}
 aria-invalid=${this.failure?`true`:`false`}
 aria-describedby="failure"
 .value=${this.text.value}
 @input=${e=>this.text.value=e.target.value}
 ></textarea>
 <p class="error small" id="failure" role="alert">${this.failure}</p>
 <div class="check">
 <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${e=>this.publish=b(e)} />
 <div>
 <label for="publish">${e(`Publish for everybody`)}</label>
 <p class="small quiet">${e(`Without names. Whoever has this question finds it before asking.`)}</p>
 </div>
 </div>
 <button class="primary" ?disabled=${this.busy}>${r>1?n(`Answer {n} question`,`Answer {n} questions`,r):e(`Answer`)}</button>
 </form>`}get chosen(){return this.asked.questions.map(({call_id:e})=>e).filter(e=>!this.left.has(e))}choose(e,t){t?this.left.delete(e):this.left.add(e),this.requestUpdate()}submit=e=>{e.preventDefault();let{t}=this.texts,n=i(this.text.value);this.busy||(this.failure=r(n)?this.chosen.length===0?t(`Choose a question that it is for.`):``:t(`Write an answer first.`),this.failure?this.renderRoot.querySelector(`textarea`)?.focus():this.send(n))};async send(e){let{t}=this.texts;this.busy=!0;try{await this.answer(this.chosen,e,this.publish),this.text.value=``,this.left.clear()}catch(e){this.failure=m(t,e,t(`That did not get through. What you wrote is still here: try again in a moment.`))}finally{this.busy=!1}}};function b(e){return e.target.checked}var x=class{handlers;changed=new n;asked;review=null;reports=null;opened=new Map;missing=!1;constructor(e,t){this.handlers=e,this.asked=S(t.clusters,t.left??[])}async load(){this.missing=!1,await Promise.all([this.fetch(`resource_work`,({review:e})=>this.review=e),this.fetch(`reports`,({reports:e})=>this.reports=e.filter(({state:e})=>e===`open`))]),this.changed.emit()}async answer(e,t,n,r){let[i=``,...a]=t,o=await this.handlers.post(`answer_left`,{call_id:i,call_ids:a,answer:n,publish:r}),s=e.questions.filter(({call_id:e})=>!t.includes(e)),c=s.length>0?[{...e,questions:s,learners:C(s)}]:[];return this.asked=this.asked.flatMap(t=>t.key===e.key?c:[t]),this.changed.emit(),o}async open(e){this.take((await this.handlers.post(`resource_read`,{resource_id:e})).resource)}async judge(e,{resource_id:t,rev:n},r=``){try{await this.handlers.post(e,{resource_id:t,rev:n,...r&&{words:r}})}catch(e){throw e instanceof c&&e.code===`stale-resource`&&await this.open(t),e}this.opened.delete(t),this.review=(this.review??[]).filter(e=>e.resource_id!==t),this.reports=(this.reports??[]).filter(e=>e.resource_id!==t),this.changed.emit()}async settle({report_id:e}){await this.handlers.post(`reports`,{settle:e}),this.reports=(this.reports??[]).filter(t=>t.report_id!==e),this.changed.emit()}take(e){this.opened.set(e.resource_id,e),this.changed.emit()}async fetch(e,t){try{t(await this.handlers.post(e))}catch(e){if(!(e instanceof c))throw e;e.code!==`no-such-handler`&&(this.missing=!0)}}};function S(e,t){let n=new Map(t.map(e=>[e.call_id,e])),r=e.map(({call_ids:e})=>e.flatMap(e=>n.get(e)??[]));for(let e of r.flat())n.delete(e.call_id);return[...r.filter(e=>e.length>0),...[...n.values()].map(e=>[e])].map(e=>({key:e[0]?.call_id??``,questions:e,learners:C(e)}))}function C(e){return e.reduce((e,{learners:t=1})=>e+t,0)}var w=a` .page{max-width:64rem}.news{color:var(--good);font-weight:600}li{border-top:1px solid var(--edge)}li:last-child{border-bottom:1px solid var(--edge)}.card{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;align-items:center;padding:.75rem 0}.card > *{grid-column:1 / -1}.card:not(.opened) > .actions{grid-column:2;grid-row:1 / span 2}.card:not(.opened) > .head{grid-column:1;grid-row:1 / span 2}.text{margin:.5rem 0;padding:.5rem 1rem;border-radius:.5rem;background:var(--raised);max-height:24rem;overflow:auto}.text p + p{margin-top:.5rem}@media (max-width:30rem){.card{display:block}.card > .actions{margin-top:.5rem}}`;export{y as i,x as n,S as r,w as t};
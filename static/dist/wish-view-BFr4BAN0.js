import{g as e,p as t,v as n}from"./shared-XIztXaSy.js";import{t as r}from"./dialog-CQf_mBk1.js";function i(e,t){let{t:n}=e,r=t=>(n,r)=>a(e,()=>t(n,r));return t.kind===`leave`?{heading:n(`Leave this conversation?`),text:n(`The log is kept and you can export it. When everybody has left, the conversation is closed.`),confirm:n(`Leave`),field:``,carryOut:r(e=>e.leave())}:t.kind===`invite`?{heading:n(`Invite somebody`),text:n(`Type the user name of somebody in this course. They can read what was said so far.`),confirm:n(`Invite`),field:n(`Name`),carryOut:r((e,t)=>e.act(`invite`,{person:t}))}:t.kind===`solved`?{heading:n(`Is your question solved?`),text:n(`We tell the helpers. You can go on talking, and leave when you like.`),confirm:n(`It's solved`),field:``,carryOut:r(e=>e.act(`solved`))}:{heading:n(`Remove {name}?`,{name:t.name}),text:n(`They can't read or write here any more. What they wrote stays in the log.`),confirm:n(`Remove`),field:``,carryOut:r(e=>e.act(`remove`,{person:t.jid}))}}async function a({t:e},n){try{return await n(),``}catch(n){return t(e,n)}}var o=class extends e{static properties={wish:{attribute:!1},failure:{state:!0},busy:{state:!0}};texts;conversation;invited;constructor(){super(),this.failure=``,this.busy=!1}render(){let e=i(this.texts,this.wish);return n`<chatxblock-dialog
 .heading=${e.heading}
 .text=${e.text}
 .confirm=${e.confirm}
 .cancel=${this.texts.t(`Cancel`)}
 .field=${e.field}
 .value=${this.invited.value}
 .error=${this.failure}
 .busy=${this.busy}
 @typed=${({detail:e})=>this.invited.value=e}
 @dismissed=${()=>this.tell(`dismissed`)}
 @confirmed=${({detail:e})=>void this.grant(e)}
 ></chatxblock-dialog>`}async grant(e){this.busy=!0,this.failure=await i(this.texts,this.wish).carryOut(this.conversation,e),this.busy=!1,this.failure||(this.wish.kind===`invite`&&(this.invited.value=``),this.tell(`granted`))}tell(e){this.dispatchEvent(new CustomEvent(e))}};customElements.define(`chatxblock-dialog`,r),customElements.define(`chatxblock-wish`,o);export{o as WishDialog};
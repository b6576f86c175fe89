import{A as e,k as t}from"./shared-CQyM8Vu6.js";var n=e` .forms{display:grid;gap:.5rem;margin-block:.5rem}.forms a{display:grid;padding:.625rem 1rem;border:1px solid var(--edge);border-radius:.5rem;color:var(--ink);text-decoration:none}.forms a:hover{border-color:var(--field)}.forms b{color:var(--accent)}summary{width:fit-content;padding-block:.25rem;color:var(--accent);cursor:pointer}`;function r({t:e},n){let r=(e,r,i)=>t`<a href=${`${n}${n.includes(`?`)?`&`:`?`}format=${e}`} download><b>${r}</b><span class="small quiet">${i}</span></a>`;return t`<div class="forms">
 ${r(`html`,e(`To read and print`),e(`A page that opens in every browser, also offline`))}
 ${r(`markdown`,e(`For your notes`),e(`Text in Markdown, for an editor or a wiki`))}
 ${r(`zip`,e(`Everything in one folder`),e(`The log in both forms, with pictures and files (zip)`))}
 ${r(`json`,e(`For programs`),e(`JSON with every detail and a checksum`))}
 </div>`}function i(e,n,i){return t`<details>
 <summary aria-describedby=${i}>${e.t(`Export`)}</summary>
 ${r(e,n)}
 </details>`}export{r as n,n as r,i as t};
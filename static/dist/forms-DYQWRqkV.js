import{M as e,N as t}from"./shared-DAJMYLzk.js";var n=t` .forms{display:grid;gap:.5rem;margin-block:.5rem}.forms a{display:grid;padding:.625rem 1rem;border:1px solid var(--edge);border-radius:.5rem;color:var(--ink);text-decoration:none}.forms a:hover{border-color:var(--field)}.forms b{color:var(--accent)}summary{width:fit-content;padding-block:.25rem;color:var(--accent);cursor:pointer}`;function r({t},n){let r=(t,r,i)=>e`<a href=${`${n}${n.includes(`?`)?`&`:`?`}format=${t}`} download><b>${r}</b><span class="small quiet">${i}</span></a>`;return e`<div class="forms">
 ${r(`html`,t(`To read and print`),t(`A page that opens in every browser, also offline`))}
 ${r(`markdown`,t(`For your notes`),t(`Text in Markdown, for an editor or a wiki`))}
 ${r(`zip`,t(`Everything in one folder`),t(`The log in both forms, with pictures and files (zip)`))}
 ${r(`json`,t(`For programs`),t(`JSON with every detail and a checksum`))}
 </div>`}function i(t,n,i){return e`<details>
 <summary aria-describedby=${i}>${t.t(`Export`)}</summary>
 ${r(t,n)}
 </details>`}export{r as n,n as r,i as t};
function e(e){return r(e,`$`,`$`)}function t(e){let{text:t,from:n,to:i}=e;if(!t.slice(n,i).includes(`
`))return r(e,"`","`");let a=n===0||t[n-1]===`
`?``:`
`,o=t[i]===`
`||i===t.length?``:`
`;return r(e,`${a}\`\`\`\n`,`\n\`\`\`${o}`)}function n(e){return/`|\$\S|\\(?:[([]|ce\{)|\*\*|~~|^ *(?:[-+>]|\d+[.)]) +\S/m.test(e)}function r({text:e,from:t,to:n},r,i){let a=e.slice(t,n);return{text:`${e.slice(0,t)}${r}${a}${i}${e.slice(n)}`,from:t+r.length,to:n+r.length}}export{e as n,n as r,t};
function e(e){return o(e,`$`,`$`)}var t=/(?:^|[^`])`\0`(?!`)/;function n(e){let{text:n,from:i,to:a}=e;return i===a&&t.test(`${n.slice(Math.max(0,i-2),i)}\0${n.slice(a,a+2)}`)?r({text:n.slice(0,i-1)+n.slice(a+1),from:i-1,to:i-1}):n.slice(i,a).includes(`
`)?r(e):o(e,"`","`")}function r(e){let{text:t,from:n,to:r}=e,i=n===0||t[n-1]===`
`?``:`
`,a=t[r]===`
`||r===t.length?``:`
`;return o(e,`${i}\`\`\`\n`,`\n\`\`\`${a}`)}function i(e){return/`|\$\S|\\(?:[([]|ce\{)|\*\*|~~|^ *(?:[-+>]|\d+[.)]) +\S/m.test(e)}function a(e){return e.split(`$$`).length===2&&/\$\$(?![^\s.,;:!?)])/.test(e)?`formula`:/(?<!`)``(?!`)/.test(e)&&e.match(/`/g)?.length===2?`code`:null}function o({text:e,from:t,to:n},r,i){let a=e.slice(t,n);return{text:`${e.slice(0,t)}${r}${a}${i}${e.slice(n)}`,from:t+r.length,to:n+r.length}}export{i,e as n,a as r,n as t};
function e(e,t){let n=[...e].slice(0,t).join(``),r=e.slice(n.length);return n.endsWith(`
`)&&r.trim()&&n.slice(0,-1).split(`
`).every(e=>e.startsWith(`>`))?r:e}export{e as t};
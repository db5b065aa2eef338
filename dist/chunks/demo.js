import{t as e}from"./compare-records.js";import{n as t}from"./deliver-verdict.js";import{t as n}from"./open-effects.js";import{fileURLToPath as r}from"node:url";async function i(r,i){let o=await a(),s=await e({config:`llm-o11y.yml`,baseline:`${o}/runs/baseline.jsonl`,candidate:`${o}/runs/candidate.jsonl`,today:i.today},await n(o,{workingDir:o}));return r.json||i.stdout(`A support desk wants to move to a newer model: cheaper, faster, and the samples look fine.
May it go to production? 72 cases, two recorded runs, one gate. (The recordings are made up for this
demo: no model was called, nothing was spent.)

`),await t(s,{out:r.out??`llm-o11y-out`,json:r.json},i),r.json||i.stdout(`
The new model is cheaper and faster, and must not ship: savings outvote nothing.
Now with your own runs:  llm-o11y compare BASELINE.jsonl CANDIDATE.jsonl --config llm-o11y.yml
`),0}async function a(){let{isThere:e}=await import(`./find-repository.js`),t=[`./demo`,`../demo`,`../../../examples/demo`].map(e=>r(new URL(e,import.meta.url)));for(let n of t)if(await e(`${n}/llm-o11y.yml`))return n;throw Error(`the demo's files are not where the build puts them`)}export{i as demo};
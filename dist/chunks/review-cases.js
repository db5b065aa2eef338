import{n as e}from"./json.js";import{i as t,n,s as r}from"./seen-questions.js";import{n as i,t as a}from"./open-redactor.js";async function o(e,{reviewer:o,date:u,redact:d},{show:f,ask:p,tell:m}){let h=a(d),g=[],_=[],v=e=>o===void 0?e:{...e,source:{...e.source,reviewer:o}},y=()=>e.length-g.length-_.length;for(let[t,n]of e.entries()){let i=n;f(i,t+1,e.length);for(let e=!0;e;){let t=(await p(`a accept as draft, e write the expected answer, c critical, r reject, s skip, q quit, ? help > `))?.trim().toLowerCase();if(t===void 0||t===`q`)return{cases:g,rejections:_,left:y()};if(t===`s`)e=!1;else if(t===`a`)g.push(v(i)),e=!1;else if(t===`e`){let t=await p(`expected > `),n=t===void 0?void 0:b(i,t);n===void 0?m(`Nothing was written, and none is proposed.
`):await r(n)?(g.push(v(n)),e=!1):m(`Larger than a row may be, or nested too deep.
`)}else if(t===`c`)i=c(i),m(i.critical===!0?`Critical.
`:`Not critical.
`);else if(t===`r`){let t=await p(`reason > `);t===void 0||t.trim()===``?m(`Not rejected: no reason was given.
`):(_.push(x(i,t)),e=!1)}else m(`a  the case is good, somebody completes it later (stays a draft)
e  write what the answer should be, which completes the case: it runs from now on.
   JSON where it starts with { or [, else text; nothing: the answer that is proposed
c  it may never regress (again: it may)
r  it is no case; its reason is kept, so that it is not proposed again
s  leave it for another time
q  end here; what was decided is written
`)}}return{cases:g,rejections:_,left:y()};function b(e,t){let{draft:n,expected:r,...a}=e,o=t.trim()===``?void 0:l(t);if(o===void 0)return r===void 0?void 0:{...a,expected:r};let s=h.redact([e.input,o],i()).value,c=Array.isArray(s)?s[1]??null:null;return{...a,expected:c,source:{...e.source,expected_from:`reviewer`}}}function x(e,r){let i={print:n(e.input),reason:h.redactText(r.trim().slice(0,s)),date:u,...o===void 0?{}:{reviewer:o}};return t(i)}}const s=500;function c({critical:e,...t}){return e===!0?t:{...t,critical:!0}}function l(t){if(!/^\s*[[{]/.test(t))return t;try{let n=JSON.parse(t);return Array.isArray(n)||e(n)?n:t}catch{return t}}export{o as reviewCases};
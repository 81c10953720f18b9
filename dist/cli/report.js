const e=require("./commands.js"),t=require("./index.js"),n=require("./json.js"),r=require("./source-link.js"),i=require("./path-words.js"),a=require("./estimate-detail.js");let o=require("node:crypto");const s={"&":`&amp;`,"<":`&lt;`,">":`&gt;`,'"':`&quot;`,"'":`&#39;`,"`":`&#96;`};function c(e,n=600){return t._(t.v(e),n).replace(/[&<>"'`]/g,e=>s[e]??e).replaceAll(`##[`,`#&#35;[`).replace(/:(?=:)/g,`&#58;`)}const l=Symbol(`written`);function u(e,...t){return{[l]:e.map((e,n)=>`${e}${y(t[n])}`).join(``)}}function d(e,t=``){return{[l]:e.map(y).join(t)}}function f(e,n=120){return u`<code>${t._(e,n)}</code>`}function p(e,n=600){return d(t._(t.v(e),n).split(m).map((e,t)=>t%2==1?u`<code>${e.slice(1,-1)}</code>`:e))}const m=/(`[^`]{1,100}`)/;function h(e){return{[l]:e}}function g(e){return e[l]}const _=e=>c(e,400),v=e=>`<code>${c(e,120)}</code>`;function y(e){return e===void 0?``:typeof e==`string`?ee(e):typeof e==`number`?String(e):l in e?e[l]:e.map(y).join(``)}function ee(e){let t=c(e);return t===``?e===``?``:` `:`${/^\s/.test(e)?` `:``}${t}${/\s$/.test(e)?` `:``}`}function b(e,t){return t.startsWith(`https://`)?r.t(t)?u`<a href="${t}" rel="noreferrer">${e}</a>`:u`${e} ${f(t,200)}`:u`${e}`}function x({caption:e,columns:t,rows:n,narrow:r,sorts:i,more:a}){let o=t.map(({name:e,isNumber:t})=>u`<th scope="col" role="columnheader"${t?S:void 0}>${e}</th>`),s=n.map(e=>u`<tr role="row">${e.map((e,n)=>re(e,t[n],i))}</tr>\n`),c=u`<table role="table"${r===`blocks`?te:void 0}${i?ne:void 0}>
<caption>${e}</caption>
<thead role="rowgroup"><tr role="row">${o}</tr></thead>
<tbody role="rowgroup">
${s}</tbody>
</table>`,l=a===void 0?void 0:u`<p class="note">${a}</p>`;return r===`blocks`?u`${c}${l}`:u`<div class="scrolls" role="region" aria-label="Table, scrolls sideways" tabindex="0">${c}</div>${l}`}const S=u` class="number"`,te=u` class="blocks"`,ne=u` data-sorts`;function re(e,t,n){let{shows:r,sortsBy:i}=ie(e)?e:{shows:e,sortsBy:void 0},a=n&&i!==void 0?u` data-value="${i}"`:void 0,o=t?.isNumber?S:void 0;return t?.isHead?u`<th scope="row" role="rowheader"${o}${a}>${r}</th>`:u`<td role="cell" data-label="${t?.name}"${o}${a}>${r}</td>`}function ie(e){return typeof e==`object`&&`shows`in e}function ae(e){let{notices:t,packs:r,policy:i}=e,a=n.t(e),o=Object.entries(a.manifests),s=o.length-100,c=[...o.slice(0,100).map(([e,t])=>[`Manifest`,f(e),C(t)]),i.found?[`Policy`,u`${f(i.path)}, from ${i.origin}`,C(a.policy.sha256)]:[`Policy`,`none, so the defaults count`,``],...r.map(({pack:e,version:t,title:n,source:r},i)=>[`Pack`,u`${f(e)} version ${t}, ${n}, after ${b(r.title,r.url)}`,C(a.packs[i]?.sha256)]),[`Coefficients`,u`those of Greenlight ${e.toolVersion}`,C(a.coefficients)]];return u`<p>Greenlight ${e.toolVersion}, on ${e.today}. The same inputs give the same page, byte for byte.</p>
${t.length>0?u`<ul>${t.map(e=>u`<li>${p(e)}</li>`)}</ul>`:void 0}
${x({caption:`Inputs, with their SHA-256`,columns:[{name:`Input`,isHead:!0},{name:`Which`},{name:`SHA-256`}],rows:c,narrow:`blocks`,more:s>0?`\u2026and ${s} more manifests, in the JSON report.`:void 0})}`}function C(e){return e===void 0?void 0:u`<span class="hash">${e}</span>`}function oe({findings:e},t,n){let i=new Map(e.flatMap(e=>{let n=r.r(e,t);return n===void 0?[]:[[n.url,n]]})),a=[...i.values()].slice(0,60),o=i.size-a.length,s=new Map(a.map(({url:e},t)=>[e,`${n}-check-source-${t+1}`]));return{packs:t,anchorOf:({url:e})=>s.get(e)??`${n}-check-sources`,list:u`<h4 id="${n}-check-sources">What the checks paraphrase</h4>
<ul>${a.map(({title:e,url:t})=>u`<li id="${s.get(t)}">${b(e,t)}</li>\n`)}${o>0?u`<li>and ${o} more, in the JSON report</li>`:void 0}</ul>`}}function w(t,n){let r=e.at(t),i=n===void 0?void 0:u` <span class="per">${n}</span>`;if(r.state===`unknown`)return u`<span class="unknown">unknown</span>${i} <span class="range">needs ${h(e.ot(r.needs,v))}</span>`;let a=e.Ci(t),o=a?r.likely.slice(se.length):r.likely;return u`<span class="likely">${a?u`<small>${se}</small>`:void 0}${o}</span>${i} <span class="range">${r.range}</span>`}const se=`at least `;function ce(t){return e.wi(t)?void 0:t.likely}function T(t,{to:n,limit:r}){let i=e=>ue(e,n);return u`<svg class="bar" aria-hidden="true" focusable="false" width="100%" height="18">
<line class="base" x1="0" y1="9" x2="100%" y2="9"/>${e.wi(t)?void 0:le(t,i)}${r===void 0?void 0:u`<line class="limit" x1="${i(r)}" y1="0" x2="${i(r)}" y2="18"/>`}</svg>`}function le(t,n){let{low:r,likely:i,high:a}=t,[o,s,c]=[n(r),n(i),n(a)];return u`<rect class="fill" x="0" y="3" width="${s}" height="12" rx="2"/>${r===a?void 0:u`<line class="whisker" x1="${o}" y1="9" x2="${c}" y2="9"/><line class="whisker" x1="${o}" y1="5" x2="${o}" y2="13"/><line class="whisker" x1="${c}" y1="5" x2="${c}" y2="13"/>`}${e.Ci(t)?u`<line class="open" x1="${c}" y1="9" x2="100%" y2="9"/>`:void 0}<circle class="mark" cx="${s}" cy="9" r="3.5"/>`}function ue(e,t){if(t<=0)return`0%`;let n=Math.min(1,Math.max(0,e/t));return`${Number((n*100).toFixed(1))}%`}function de({components:e}){let t=e.filter(({method:e})=>e!==`counted-elsewhere`);if(t.length!==0)return u`<p class="note">Bars end at the likely value. The thin line with ends is the range from the 5th to the 95th percentile; where it is dashed to the edge, a part is unknown and the figure is “at least”.</p>
${E(t,fe)}
<details><summary>Carbon and water by part</summary>
${E(t,pe)}</details>
<details><summary>All figures by part, and what widens their ranges</summary>
${ge(t)}</details>`}const fe=[`energyKwh`,`costUsd`],pe=[`carbonKg`,`waterL`];function E(t,n){return u`<div class="charts">${e.w.filter(({metric:e})=>n.includes(e)).map(({metric:e,name:n})=>u`<div>${me(t,e,n)}</div>`)}</div>`}function me(t,n,r){let i=t.toSorted((e,t)=>D(t,n)-D(e,n)),a=i.slice(0,8),o=i.slice(8),s=o.filter(({month:t})=>e.wi(t[n])).length,c=Math.max(0,...t.map(({month:e})=>O(e[n])));return x({caption:u`${r} per month, by part${he(t,n,c)}`,columns:[{name:`Part`,isHead:!0},{name:`Range`},{name:`Per month`}],rows:a.map(e=>[k(e),T(e.month[n],{to:c}),w(e.month[n])]),narrow:`blocks`,more:o.length===0?void 0:`\u2026and ${o.length} more${s>0?`, ${s} of them unknown`:`, none of them larger`}: in the table below and in the JSON report.`})}function D({month:e},t){return ce(e[t])??-1}function O(t){return e.wi(t)?0:t.high}function he(t,n,r){let i=t.map(({month:e})=>e[n]).find(e=>O(e)===r);if(i===void 0||e.wi(i))return``;let a=e.at({low:r,likely:r,high:r,unit:i.unit,boundary:``,sources:[]});return a.state===`known`?`. Scale from 0 to ${a.likely}`:``}function ge(t){let n=t.toSorted((e,t)=>(t.energyShare??-1)-(e.energyShare??-1)),r=n.length-100;return x({caption:`Parts of the estimate, per month`,columns:[{name:`Part`,isHead:!0},{name:`Share of energy`,isNumber:!0},...e.w.map(({name:e})=>({name:e})),{name:`Widest uncertainty`}],rows:n.slice(0,100).map(_e),narrow:`scrolls`,more:r>0?`\u2026and ${r} smaller parts, in the JSON report.`:void 0})}function _e(t){let{energyShare:n,month:r,dominantUncertainty:i}=t;return[k(t),n===void 0?`unknown`:e.dt(n),...e.w.map(({metric:e})=>w(r[e])),i&&h(e.O(i,_,v))]}function k({id:e,kind:n}){let r=e.slice(e.indexOf(`.`)+1);return u`<b>${t._(r,60)}</b> <span class="kind">${ve[n]}</span>`}const ve={component:`component`,model:`model`,training:`training`,evaluation:`tests`,data:`data`},ye={less:`less`,more:`more`,same:`no change`,undecided:`direction not certain`};function A(t){if(`unknown`in t)return u`<span class="unknown">unknown</span>`;if(t.certainty===`same`)return u`<span class="likely">no change</span>`;let n=be[t.certainty],r=t.missing===void 0?``:`, a part is unknown`,{likely:i,range:a}=e.it(t);return u`<span class="likely ${n}">${i}</span> <span class="range">${a}</span> <span class="sure">${ye[t.certainty]}${r}</span>`}const be={less:u`good`,more:u`bad`,same:u`none`,undecided:u`open`};function xe({reasons:e,rows:t}){if(e.length===0&&t.length===0)return;let n=t.length-60,r=x({caption:`Before and after`,columns:[{name:`Figure`,isHead:!0},{name:`Before`},{name:`Now`},{name:`Change`}],rows:t.slice(0,60).map(({name:e,base:t,head:n,change:r})=>[e,t===void 0?`not there`:w(t),n===void 0?`not there`:w(n),r&&A(r)]),narrow:`blocks`,more:n>0?`\u2026and ${n} more, in the JSON report.`:void 0});return u`${e.map(e=>u`<p>${p(e)}</p>`)}${t.length>0?r:void 0}`}const Se={met:u`good`,over:u`bad`,undecided:u`open`,unknown:u`open`,"no-base":u`open`};function Ce(t){return u`<div class="tiles">${e.w.map(({metric:e,name:n})=>we(t,e,n))}</div>
${De(t.estimate)}`}function we({estimate:n,budgets:r},i,a){let o=r.filter(({key:t})=>e.D(t)===i);return u`<div class="tile"><h4>${a}</h4>
<p class="month">${w(n.month[i],`per month`)}</p>
<p class="unit">${w(n.unit[i],`per ${t._(n.functionalUnit,60)}`)}</p>
${o.map(Te)}</div>
`}function Te(t){let{symbol:n,words:r}=e.T(t);return u`<p class="budget ${Se[t.state]}"><span aria-hidden="true">${n}</span> ${r}</p>${Ee(t)}`}function Ee({figure:t,limit:n}){if(!(t===void 0||e.wi(t)))return T(t,{to:1.1*Math.max(t.high,n),limit:n})}function De(t){let n=e.w.flatMap(({metric:n})=>{let r=e.at(t.month[n]);return r.state===`known`?r.needs:[]}),r=[...new Set(n)],i=t.dominantUncertainty.energyKwh;return u`<ul class="note">${[u`Likely value, then the 5th to the 95th percentile. Carbon is location-based and includes making the hardware.`,...r.length>0?[u`“At least” because a part is not known: ${h(e.lt(r,t.assumptions,v,_))}.`]:[],...e.k(t,v).map(e=>u`${h(e)}`),...i===void 0?[]:[u`What widens the range of energy most: ${h(e.O(i,_,v))}.`]].map(e=>u`<li>${e}</li>`)}</ul>`}const j={fail:{symbol:`\u2717`,words:`to fix`,tone:u`bad`},error:{symbol:`!`,words:`not evaluated`,tone:u`open`},question:{symbol:`?`,words:`open`,tone:u`open`},waived:{symbol:`~`,words:`waived`,tone:u`good`},accepted:{symbol:`\u2713`,words:`accepted`,tone:u`good`},pass:{symbol:`\u2713`,words:`met`,tone:u`good`},"not-applicable":{symbol:`\u2013`,words:`does not apply`,tone:u`none`}},Oe=[`fail`,`error`,`question`],M=Object.keys(j);function ke(e,t){let n=Ae(e),r=n.slice(0,400),i=n.length-r.length;return u`<div class="findings">
${Ie(r)}
<ul class="entries">
${r.map(n=>je(e,n,t))}</ul>
${i>0?u`<p class="note">…and ${i} more, in the JSON report.</p>`:void 0}</div>`}function Ae({findings:t,gate:n,notApplicable:r}){let i=new Set([...n.blocking,...n.waitingFor]),a=new Set(n.backlog),o=new Map;for(let n of e.p(t)){let{pack:e,check:t,outcome:r}=n,s=`${e} ${t.id} ${r} ${i.has(n)} ${a.has(n)}`,c=o.get(s);c===void 0?o.set(s,[n]):c.push(n)}let s=[...o.values()].map(t=>{let n=t[0],r=t.map(({severity:t})=>e.Ln.indexOf(t));return{check:n.check,outcome:n.outcome,severity:e.Ln[Math.min(...r)]??n.severity,blocks:i.has(n),isBacklog:a.has(n),findings:t}}),c=r.map(({check:e})=>({check:e,outcome:`not-applicable`,severity:e.severity,blocks:!1,isBacklog:!1,findings:[]}));return[...s,...c].toSorted((e,t)=>N(e)-N(t))}function N({outcome:t,blocks:n,severity:r}){return 100*M.indexOf(t)+(n?0:10)+e.Ln.indexOf(r)}function je(t,{check:n,outcome:i,...a},o){let{symbol:s,words:c,tone:l}=j[i],{severity:d,blocks:f,isBacklog:m,findings:h}=a,[g]=h,_=g&&r.r(g,o.packs),v=e.Mn(n),y=i===`pass`||h.length===0?void 0:u`<p class="place">${e.v(t.path,h)}</p>`;return u`<li class="${l}" data-outcome="${i}" data-severity="${d}" data-who="${v}">
<p class="what"><span class="state ${l}"><span aria-hidden="true">${s}</span> ${c}</span> ${p(n.title)}</p>
${y}
${Me(h)}
${i===`fail`?u`<p><b>Fix:</b> ${p(n.fix)}</p>`:void 0}
<p class="meta">${d}${f?`, blocks the merge`:``}${m?`, ${e.l}`:``}, for ${e.m[v].toLowerCase()}, ${n.practice}, ${n.id}${_===void 0?void 0:u`, <a href="#${o.anchorOf(_)}">source</a>`}</p></li>
`}function Me(e){let t=e.slice(0,12),n=e.length-t.length,r=n>0?`and ${n} more`:void 0;if(!t.some(e=>Pe(e)!==void 0||e.word!==void 0)){let e=t.flatMap(({item:e})=>e.key===`manifest`?[]:[e.key]);return e.length===0?void 0:u`<p>${e.map(e=>u`${f(e)} `)}${r}</p>`}return u`<ul>${t.map(Ne)}${r&&u`<li>${r}</li>`}</ul>`}function Ne(e){let{item:t}=e;return u`<li>${t.key===`manifest`?void 0:u`${f(t.key)} `}${p(Pe(e)??``)}${Fe(e)}</li>`}function Pe(e){return`because`in e?e.because:`question`in e?e.question:void 0}function Fe({word:e}){if(e!==void 0)return u` <span class="said">${e.by}, ${e.on}: “${p(e.text,300)}”</span>`}function Ie(t){let n=M.filter(e=>t.some(({outcome:t})=>t===e)),r=Object.keys(e.m).filter(n=>t.some(({check:t})=>e.Mn(t)===n));return u`<fieldset class="filters" hidden><legend>Show only</legend>
<label>State <select data-filter="outcome"><option value="">all</option><option value="${Oe.join(` `)}" data-first>what is left to do</option>${n.map(e=>u`<option value="${e}">${j[e].words}</option>`)}</select></label>
<label>Severity <select data-filter="severity"><option value="">all</option>${e.Ln.map(e=>u`<option>${e}</option>`)}</select></label>
<label>For <select data-filter="who"><option value="">all</option>${r.map(t=>u`<option value="${t}">${e.m[t].toLowerCase()}</option>`)}</select></label>
<label>With the words <input type="search" data-filter="words"></label>
<p role="status"></p></fieldset>`}const Le=[[`setting`,`a setting`],[`deployment`,`a new deployment`],[`development`,`work on code or prompts`],[`training`,`training`]];function Re(t){if(t.length===0)return;let n=t.length-60,r=t.filter(({isInBest:e})=>e).length;return u`<p class="note">Change per month if only this is done, from the estimate of the changed manifest: likely value, then the 5th to the 95th percentile. Effects of several do not add up.${r>0?` A \u2605 marks the ${e.S(r,`change`)} that together would save most.`:``}</p>
${x({caption:`Changes that may save something, best first`,columns:[{name:`Change`,isHead:!0},...e.w.map(({name:e})=>({name:e})),{name:`Takes`}],rows:t.slice(0,60).map(ze),narrow:`scrolls`,sorts:!0,more:n>0?`\u2026and ${n} more, in the JSON report.`:void 0})}`}function ze(t){let{lever:n,isInBest:r}=t,i=Le.findIndex(([e])=>e===n.effort);return[{shows:Ve(n,r),sortsBy:n.title.slice(0,80)},...e.w.map(({metric:e})=>Be(n,t[e])),{shows:Le[i]?.[1],sortsBy:i}]}function Be({notEstimated:e},t){return e===void 0?{shows:A(t),sortsBy:`unknown`in t?void 0:t.likely}:{shows:u`<span class="unknown">not estimated</span>`,sortsBy:void 0}}function Ve(t,n){let{title:r,assumes:i,against:a,evidence:o,checks:s,notEstimated:c}=t;return u`${n?u`<span class="star" aria-hidden="true">★</span><span class="unseen">One of the best combination: </span> `:void 0}<b>${p(r)}</b>
<details><summary>What speaks against it, and evidence</summary>
${c===void 0?void 0:u`<p>Not estimated: ${p(c)}</p>`}
${He(`Against`,a)}${He(`Taken for granted`,i)}
<p>Shown by</p><ul>${o.map(({says:t,source:n,locator:r})=>u`<li>${p(t)} ${b(e.V[n].title,e.V[n].url)}: ${r}</li>`)}</ul>
${s.length===0?void 0:u`<p>Answers ${s.map(e=>u`${f(e)} `)}</p>`}</details>`}function He(e,t){if(t.length!==0)return u`<p>${e}</p><ul>${t.map(e=>u`<li>${p(e)}</li>`)}</ul>`}const Ue={text:e=>g(p(e,400)),code:v};function We(t){let{title:n,steps:r,more:a,taken:o,left:s}=i.t(t,Ue);return u`<h4>${n}</h4>
<ol class="steps">${r.map(Ge)}</ol>
${a>0?u`<p class="note">…and ${e.S(a,`more step`)}.</p>`:void 0}
${s.map(e=>u`<p>${h(e)}</p>`)}
${o===void 0?void 0:u`<p class="note">${o}</p>`}`}function Ge({title:e,says:t,about:n}){return u`<li>${e===void 0?void 0:u`<b>${h(e)}.</b> `}${h(t)}${n===``?void 0:u` <span class="meta">${h(n)}</span>`}</li>
`}function P({passed:e,decided:t,applicable:n}){if(n===0)return;let r=e=>`${Number((100*e/n).toFixed(1))}%`;return u`<svg class="score" aria-hidden="true" focusable="false" width="100%" height="10"><rect class="undecided" x="0" y="0" width="100%" height="10"/><rect class="unmet" x="0" y="0" width="${r(t)}" height="10"/><rect class="met" x="0" y="0" width="${r(e)}" height="10"/></svg>`}function Ke(t){let[n,r]=[e.Fn(t),e.Pn(t)];return u`<div class="summary"><p>${n===void 0?u`<b>No score yet</b>: nothing is decided`:u`Score <b>${e.ct(n)}</b> of the <b>${e.ct(r)}</b> that is decided`}</p>${P(t)}
<p class="legend"><span class="key met">met</span> <span class="key unmet">to fix</span> <span class="key undecided">not decided</span></p></div>`}const qe={"\u2713":u`good`,"\u2717":u`bad`,"?":u`open`,"!":u`open`,"\u2013":u`none`};function Je(e){return d([...new Set(e.practices.map(({pack:e})=>e))].map(t=>Ye(e,t)))}function Ye(e,t){let n=e.practices.filter(e=>e.pack===t);return x({caption:u`Practices of the pack ${f(t)}`,columns:[{name:`Practice`,isHead:!0},{name:`State`},{name:`Score`,isNumber:!0},{name:`Decided`,isNumber:!0},{name:`Met, to fix, open`},{name:`What is open`}],rows:n.map(t=>Xe(t,e)),narrow:`blocks`})}function Xe(t,n){let{symbol:r,words:i}=e.y(t),a=[...n.gate.blocking,...n.gate.waitingFor].some(({pack:e,check:n})=>e===t.pack&&n.practice===t.id),o=e.Fn(t.tally),s=e.Pn(t.tally);return[u`<b>${t.id}</b> ${t.title}`,u`<span class="state ${qe[r]}"><span aria-hidden="true">${r}</span> ${i}${a?`, blocks`:``}</span>`,o===void 0?``:e.ct(o),s===void 0?``:e.ct(s),P(t.tally),Ze(t,n)]}function Ze({pack:t,id:n},{findings:r}){let i=e.p(r).filter(e=>e.pack===t&&e.check.practice===n),a=[`fail`,`error`,`question`].flatMap(e=>i.filter(t=>t.outcome===e).map(({check:e})=>e.slug.replaceAll(`-`,` `))),o=[...new Set(a)],s=o.length-3;return`${o.slice(0,3).join(`, `)}${s>0?`, and ${s} more`:``}`}function Qe({estimate:e}){let t=new Map;for(let{text:n,input:r}of a.t(e)){let e=t.get(n)??new Set;t.set(n,r===void 0?e:e.add(r))}if(t.size===0)return;let n=t.size-150,r=[...t].slice(0,150).map(([e,t])=>u`<li>${p(e)}${nt([...t])}</li>\n`);return u`<p class="note">What the manifest does not say, and what was taken instead. The named fields replace it.</p>
<details><summary>${t.size} assumptions</summary><ul>
${r}</ul>${n>0?u`<p class="note">…and ${n} more, in the JSON report.</p>`:void 0}</details>`}function $e({estimate:t},n){let r=e.a(t),i=[...new Set(r.map(({source:e})=>e.title))],a=r.slice(0,200).toSorted((e,t)=>i.indexOf(e.source.title)-i.indexOf(t.source.title)),o=r.length-a.length;return u`<details><summary>${r.length} coefficients, with range, date and publication</summary>
${x({caption:`Coefficients that the figures rest on`,columns:[{name:`Coefficient`,isHead:!0},{name:`Value`},{name:`From`},{name:`Data of`},{name:`What it includes`},{name:`Used by`}],rows:a.map(e=>et(e,t)),narrow:`scrolls`,more:o>0?`\u2026and ${o} more, in the JSON report.`:void 0})}</details>
${n.list}`}function et(e,{components:t}){let{id:n,amount:r,quality:i,locator:a,vintage:o,published:s,source:c,old:l,boundary:d}=e,p=s.startsWith(String(o))?s:`${o}, read ${s}`,m=t.filter(({sources:e})=>e.includes(n)),h=m.length-3;return[f(n,80),r===void 0?`a price list`:u`${tt(r)}, ${i}`,u`${b(c.title,c.url)}: ${a}`,l===void 0?p:u`<b>${l}</b>`,d,u`${m.slice(0,3).map(e=>u`${f(e.id,60)} `)}${h>0?`and ${h} more`:``}`]}function tt({value:t,low:n,high:r,unit:i}){let a=n===r?``:` (${e.st(n)} to ${e.st(r)})`;return`${e.st(t)}${a} ${i}`}function nt(e){if(e.length===0)return;let t=e.slice(0,4).map(e=>u` ${f(e)}`),n=e.length-t.length;return u` (replaced by${t}${n>0?` and ${n} more`:``})`}function rt(t,n){let r=new Map(n.components.filter(({method:e})=>e!==`counted-elsewhere`).map(e=>[e.id,e.energyShare])),i=[...at(t),...st(t,r),...ct(t,r)],a=lt(t,r),o=new Map(n.flows.map(({id:t,month:{energyKwh:n}})=>[t,e.wi(n)?-1:n.likely])),s=e.wi(n.month.energyKwh)?0:n.month.energyKwh.likely,c=F(i,14,e=>e.share===void 0?o.get(e.key)??-1:e.share*s),l=it(a);return{runs:c,parts:l,moreRuns:i.length-c.length,moreParts:a.length-l.length}}function F(e,t,n){if(e.length<=t)return e;let r=new Set(e.toSorted((e,t)=>n(t)-n(e)).slice(0,t));return e.filter(e=>r.has(e))}function it(e){let t=new Map(e.map(({key:e,share:t})=>[e,t??-1])),n=({key:e,hosts:n})=>Math.max(...[e,...n].map(e=>t.get(e)??-1)),[r,i]=[1,2].map(t=>e.filter(({column:e})=>e===t)),a=F(r??[],Math.max(13,26-(i??[]).length),n);return[...a,...F(i??[],26-a.length,n)]}function at({flows:e}){let t=new Set(e.map(({id:e})=>e));return e.map(({id:e,title:n=e,steps:r})=>L(e,n,r.map(e=>({label:e.id??e.use,note:t.has(e.use)?I:ot(e),use:e.use})),void 0))}const I=`a flow`;function ot({reach_pct:t,calls:n}){let[r,i]=[t===void 0?100:e.Rr(t),n&&e.Rr(n)];return[...r<100?[`in ${e.st(r)} %`]:[],...i!==void 0&&i!==1?[`${e.st(i)} calls`]:[]].join(`, `)}function st({environments:e=[],flows:t},n){let r=new Set(t.map(({id:e})=>e));return e.flatMap(({name:e,evals:t=[]})=>{if(t.length===0)return[];let i=t.map(({use:e})=>({label:e,use:e,note:r.has(e)?I:``}));return[L(`tests ${e}`,`Tests: ${e}`,i,n.get(`environments.${e}`))]})}function ct({models:t},n){return t.flatMap(({id:t,training:r=[]})=>{if(r.length===0)return[];let i=r.flatMap((e,r)=>n.get(`models.${t}.training.${e.id??r}`)??[]),a=i.length<r.length?void 0:i.reduce((e,t)=>e+t,0),o=[{label:t,note:r.length>1?e.S(r.length,`job`):``,use:t}];return[L(`training ${t}`,`Training: ${t}`,o,a)]})}function L(e,t,n,r){let i=n.slice(0,12);return{key:e,title:t,steps:i,more:n.length-i.length,share:r}}function lt({models:e,components:t=[]},n){let r=new Map;for(let{id:e,runs:n=[]}of t)for(let t of n)r.set(t,[...r.get(t)??[],e]);return[...e.map(({id:e,name:t,access:i})=>({key:e,kind:`model`,title:e,detail:e===t?`${i} model`:t,share:n.get(`models.${e}`),isElsewhere:!n.has(`models.${e}`),hosts:r.get(e)??[],column:1})),...t.map(({id:e,kind:t,title:r=e,runs:i=[]})=>({key:e,kind:`component`,title:r,detail:t,share:n.get(`components.${e}`),isElsewhere:!n.has(`components.${e}`),hosts:[],column:i.length>0?2:1}))]}const R=[0,370,700];function ut({runs:e,parts:t}){let n=dt(e),r=n.flatMap(e=>e.steps.map(({use:t},n)=>({use:t,y:z(e,n)}))),i=B(t,1,e=>r.filter(({use:t})=>t===e.key)),a=B(t,2,e=>{let t=r.filter(({use:t})=>t===e.key),n=i.filter(({hosts:t})=>t.includes(e.key));return[...t,...n.map(({y:e})=>({y:e+33}))]}),o=[...i,...a],s=[...n.map(({y:e,height:t})=>e+t),...o.map(({y:e})=>e+66)];return{runs:n,parts:o,links:[...mt(n,o),...ht(o)],width:(a.length>0?R[2]:R[1])+230,height:Math.max(66,...s)}}function z({y:e},t){return e+30+24*t+12}function dt(e){let t=0;return e.map(e=>{let n=e.steps.length+ +(e.more>0),r={...e,y:t,height:30+24*n+12};return t+=r.height+14,r})}function B(e,t,n){let r=e.filter(e=>e.column===t).map(e=>({part:e,at:pt(n(e).map(({y:e})=>e))})).toSorted((e,t)=>ft(e.at,t.at)),i=0;return r.map(({part:e,at:n})=>{let r=Math.max(i,n===void 0?i:n-33);return i=r+66+14,{...e,x:R[t],y:r}})}function ft(e,t){return e===void 0||t===void 0?Number(e===void 0)-Number(t===void 0):e-t}function pt(e){if(e.length!==0)return e.reduce((e,t)=>e+t,0)/e.length}function mt(e,t){let n=new Map(t.map(e=>[e.key,e]));return e.flatMap(e=>e.steps.flatMap(({use:t},r)=>{let i=n.get(t);return i===void 0?[]:[{kind:`uses`,from:{x:270,y:z(e,r)},to:V(i)}]}))}function ht(e){let t=new Map(e.map(e=>[e.key,e]));return e.flatMap(e=>e.hosts.flatMap(n=>{let r=t.get(n);return r===void 0?[]:[{kind:`runs on`,from:{x:e.x+230,y:e.y+33},to:V(r)}]}))}function V({x:e,y:t}){return{x:e,y:t+33}}function gt({runs:e,parts:t}){return u`<ul>
${e.map(_t)}${t.map(vt)}</ul>`}function _t({title:t,steps:n,more:r,share:i}){let a=n.map(({label:e,note:t,use:n})=>u`<li>${e}${e===n?``:`, by ${n}`}${t===``?``:`, ${t}`}</li>`),o=r>0?u`<li>and ${r} more</li>`:void 0;return u`<li>${t}${i===void 0?``:`, ${e.dt(i)} of energy`}<ol>${a}${o}</ol></li>
`}function vt(e){let{kind:t,title:n,detail:r,hosts:i}=e,a=i.slice(0,H).join(`, `),o=i.length-H,s=i.length===0?``:`, runs on ${a}${o>0?` and ${o} more`:``}`;return u`<li>${t===`model`?`Model`:`Component`} ${n}: ${r}, ${U(e)}${s}</li>
`}const H=6;function U({share:t,hosts:n,isElsewhere:r}){return t===void 0?n.length>0?`counted where it runs`:r?`counted elsewhere`:`energy unknown`:`${e.dt(t)} of energy`}const[yt,bt,W]=[30,34,25],xt=[[.5,u`most`],[.2,u`much`],[.05,u`some`],[0,u`little`]];function St({manifest:t,estimate:n}){let r=rt(t,n),{runs:i,parts:a,links:o,width:s,height:c}=ut(r),{moreRuns:l,moreParts:d}=r,f=[...l>0?[e.S(l,`more flow`)]:[],...d>0?[e.S(d,`more part`)]:[]],p=f.length===0?void 0:u`<p class="note">…and ${f.join(` and `)} that use less energy, in the JSON report.</p>`;return u`<p class="note">Left: flows with their steps in order, then tests and training. Right: the models and components that do the work. The stronger the colour of a box, and the longer the bar at its foot, the larger its share of the energy. Dashed box: its energy is unknown, or counted elsewhere. Dashed line: runs on.</p>
<div class="scrolls" role="region" aria-label="Diagram, scrolls sideways" tabindex="0">
<svg class="system" role="img" aria-label="Diagram of the system. The list below says the same." viewBox="-1 -1 ${s+2} ${J(c)+2}" width="${s+2}" height="${J(c)+2}">
${o.map(Ct)}
${i.map(wt)}
${a.map(Et)}</svg></div>
${p}
<details><summary>The same as a list</summary>
${gt(r)}</details>`}function Ct({kind:e,from:t,to:n}){let r=(n.x-t.x)/2;return u`<path class="link ${e===`uses`?u`uses`:u`runs`}" d="M${t.x} ${J(t.y)}C${t.x+r} ${J(t.y)} ${n.x-r} ${J(n.y)} ${n.x} ${J(n.y)}"/>
`}function wt(t){let{title:n,steps:r,more:i,share:a,y:o,height:s}=t,c=a===void 0?u`flow`:K(a),l=i>0?u`<text class="quiet" x="14" y="${J(z(t,r.length)+4)}">…and ${e.S(i,`more step`)}</text>`:void 0;return u`<g><title>${n}</title><rect class="box flow" x="0" y="${J(o)}" width="${270}" height="${J(s)}" rx="8"/>${a===void 0?void 0:G(0,o,s,270,a)}
<text class="name" x="12" y="${J(o+20)}">${q(n,yt-(a===void 0?0:8))}</text>${a===void 0?void 0:u`<text class="quiet ${c}" text-anchor="end" x="${260}" y="${J(o+20)}">${e.dt(a)}</text>`}
${r.map((e,n)=>Tt(t,e,n))}${l}</g>
`}function Tt(e,{label:t,note:n},r){let i=z(e,r),a=bt-n.length-4;return u`<rect class="step" x="8" y="${J(i-10)}" width="${254}" height="20" rx="4"/><text x="16" y="${J(i+4)}">${r+1}. ${q(t,a)}</text>${n===``?void 0:u`<text class="quiet" text-anchor="end" x="${254}" y="${J(i+4)}">${n}</text>`}
`}function Et(e){let{kind:t,title:n,detail:r,share:i,x:a,y:o}=e,s=i===void 0?u`unknown`:K(i),c=t===`model`?16:3;return u`<g class="part ${s}"><title>${n}: ${r}</title><rect class="box" x="${a}" y="${J(o)}" width="${230}" height="${66}" rx="${c}"/>${i===void 0?void 0:G(a,o,66,230,i)}
<text class="name" x="${a+12}" y="${J(o+20)}">${q(n,W)}</text><text x="${a+12}" y="${J(o+36)}">${q(r,W+1)}</text><text x="${a+12}" y="${J(o+51)}">${q(U(e),W+1)}</text></g>
`}function G(e,t,n,r,i){let a=J(Math.max(2,Math.min(1,i)*(r-24)));return u`<rect class="foot" x="${e+12}" y="${J(t+n-8)}" width="${a}" height="3" rx="1.5"/>`}function K(e){return xt.find(([t])=>e>=t)?.[1]??u`little`}function q(n,r){let i=t.v(n);if(e.$(i)<=r)return i;let a=``,o=1;for(let t of i){if(o+=e.$(t),o>r)break;a+=t}return`${a.trimEnd()}\u2026`}function J(e){return Number(e.toFixed(1))}const Y={text:_,code:v};function X(t){let n=e.d(t),r=n.filter(({blocks:e})=>e),i=e.f(t),a=i.filter(({blocks:e})=>e);return u`${r.length>0?Dt(t,r,`To fix before merging`,8):Dt(t,n,`Worth doing next; none of it blocks`,3)}
${Nt(t)}
${Pt(t)}
${a.length>0?At(t,a,`Questions to answer before merging`,8):At(t,i,`Open questions, none of which blocks`,3)}`}function Dt(e,t,n,r){if(t.length!==0)return u`<h4>${n}</h4>
<p class="note">These sentences should be true of the system, and are not yet.</p>
<ol class="todo">${t.slice(0,r).map(t=>Ot(e,t))}</ol>${Q(t.length-r)}`}function Ot(t,n){let{check:r,findings:i,explains:a}=n,o=e.c(t,n),s=i.length-3;return u`<li class="bad"><p class="what"><b>${p(r.title)}</b></p>
<p><b>Now:</b> ${d(i.slice(0,3).map(kt),`; `)}${s>0?`; and ${s} more`:``}</p>
${o===void 0?void 0:u`<p><b>Move:</b> ${o}</p>`}
<p><b>Fix:</b> ${p(r.fix)}</p>
<p class="meta">${Z(t,i)}, ${Mt(n)}${a>0?`, explains ${e.S(a,`other finding`)}`:``}</p></li>
`}function kt({item:e,because:t},n,r){return u`${r.length>1&&e.key!==`manifest`?u`${f(e.key)} `:void 0}${p(t)}`}function Z({path:t},n){return u`<span class="place">${e.v(t,n)}</span>`}function At(e,t,n,r){if(t.length!==0)return u`<h4>${n}</h4>
<ol class="todo">${t.slice(0,r).map(t=>jt(e,t))}</ol>${Q(t.length-r)}`}function jt(t,n){let{check:r,findings:i}=n,[a,...o]=i,s=o.slice(0,3).map(({item:e})=>u` ${f(e.key)}`),c=o.length-s.length;return u`<li class="open"><p class="what"><b>${e.m[e.Mn(r)]}:</b> ${p(a?.question??``)}</p>
${s.length>0?u`<p>Also for${s}${c>0?` and ${c} more`:``}.</p>`:void 0}
<p>A good answer ${h(e.g(r,a?.asks??`check`,Y))} ${h(e.h(i,t.manifest,Y))}</p>
<p class="meta">${Z(t,i)}, ${Mt(n)}</p></li>
`}function Mt({check:t,severity:n,isBacklog:r}){return`${n}, ${t.id}${r?`, ${e.l}`:``}`}function Q(t){return t>0?u`<p class="note">…and ${e.S(t,`more check`)}, in the list of all findings below.</p>`:void 0}function Nt({gate:e}){let t=e.hurdles.filter(({about:e})=>e===void 0);return t.length===0?void 0:u`<h4>Limits of the policy</h4><ul class="todo">${t.map(({because:e,verdict:t})=>t===`fail`?u`<li class="bad">✗ ${p(e)}</li>`:u`<li class="open">? ${p(e)}</li>`)}</ul>`}function Pt(e){let t=e.findings.flatMap(e=>e.outcome===`error`?[e]:[]);return t.length===0?void 0:u`<h4>Checks that could not be run</h4><ul class="todo">${t.slice(0,8).map(t=>u`<li class="open"><p class="what">${p(t.check.title)}</p><p>${p(t.because)}</p><p class="meta">${Z(e,[t])}, ${t.check.id}</p></li>`)}</ul>${Q(t.length-8)}`}const[Ft,$]=[600,160];function It(e){let t=e.filter(({points:e})=>e.length>1).map(Lt);return t.length===0?void 0:u`<div class="charts">${t}</div>`}function Lt({name:t,unit:n,points:r}){let i=r.slice(-60),a=Math.max(...i.map(({high:e})=>e)),o=(e,t)=>{let n=8+e*(Ft-16)/(i.length-1),r=a<=0?$-8:$-8-t/a*($-16);return`${Number(n.toFixed(1))},${Number(r.toFixed(1))}`},s=e=>i.map((t,n)=>o(n,e(t))),c=[...s(({high:e})=>e),...s(({low:e})=>e).reverse()],[l,d]=[i[0],i.at(-1)].map(e=>e?.on??``),f=({low:e,likely:r,high:i})=>({low:e,likely:r,high:i,unit:n,boundary:t,sources:[]}),p=e.at(f({on:``,low:a,likely:a,high:a}));return u`<figure class="trend"><figcaption>${t}, ${l} to ${d}</figcaption>
<svg viewBox="0 0 ${Ft} ${$}" width="100%" aria-hidden="true" focusable="false"><polygon class="band" points="${c.join(` `)}"/><polyline class="line" points="${s(({likely:e})=>e).join(` `)}"/>${i.map((e,t)=>Rt(o(t,e.likely)))}</svg>
<p class="note">Line: likely value. Band: 5th to 95th percentile. Scale from 0 to ${p.state===`known`?p.likely:`unknown`}.</p>
<details><summary>The same in figures</summary>
${x({caption:t,columns:[{name:`Review of`,isHead:!0},{name:`Figure`}],rows:i.map(e=>[e.on,w(f(e))]),narrow:`blocks`})}</details></figure>
`}function Rt(e){let[t=``,n=``]=e.split(`,`);return u`<circle class="mark" cx="${t}" cy="${n}" r="3"/>`}function zt(e){if(e.length===0)return;let t=e.length-20;return u`<p class="note">These vendors publish no figures for what is used here. What they answer can be named in the manifest as evidence.</p>
${e.slice(0,20).map(Bt)}${t>0?u`<p class="note">…and ${t} more vendors.</p>`:void 0}`}function Bt({vendor:e,subject:t,text:n}){return u`<details class="letter"><summary>Letter to ${e}</summary>
<p><b>Subject:</b> ${t}</p>
<pre>${Vt(n)}</pre>
<p><button type="button" data-copies hidden>Copy the letter</button> <span role="status"></span></p></details>
`}function Vt(e){return h(e.split(`
`).slice(0,120).map(e=>c(e,1e3)).join(`
`))}function Ht(e,t,n,r){switch(e.state){case`reviewed`:return Wt(e,t,n,r);case`invalid`:return u`<section id="${t}"><h2>${f(e.path)}</h2>
<p>These lines have to be corrected:</p>
${Ut(e.problems)}</section>`;case`removed`:return u`<section id="${t}"><h2>${f(e.path)}</h2>
<p>It is on the branch that this goes to, and is removed here. A manifest may not vanish unseen: put it back, or let an owner of the policy agree.</p>${e.was===void 0?void 0:X(e.was)}</section>`;case`not-judged`:return u`<section id="${t}"><h2>${f(e.path)}</h2>
<p>It is sound, but there is no sound policy or pack to judge it by.</p></section>`}}function Ut(e){let t=e.length-200;return u`<ul class="todo">
${e.slice(0,200).map(({file:e,line:t,column:n,message:r})=>u`<li class="bad"><p class="place">${e}:${t}:${n}</p><p>${p(r)}</p></li>\n`)}</ul>${t>0?u`<p class="note">…and ${t} more</p>`:void 0}`}function Wt(e,t,n,{path:r,levers:i=[],delta:a,trend:o=[],vendorLetters:s=[]}){let{manifest:c,path:l,gate:d,isNew:m,estimate:h}=e,{name:g,summary:_}=c.product,v=oe(e,n,t),y=[[`todo`,`What to do`,u`${r&&We(r)}${X(e)}`],[`change`,`What changed`,a&&xe(a)],[`levers`,`What would save most`,Re(i)],[`scorecard`,`Scorecard by practice`,Je(e)],[`parts`,`Where it goes, part by part`,de(h)],[`system`,`The system`,St(e)],[`trend`,`The last reviews`,It(o)],[`findings`,`All findings`,ke(e,v)],[`letters`,`Letters to vendors`,zt(s)],[`assumed`,`What was assumed`,Qe(e)],[`sources`,`Where the figures come from`,$e(e,v)]].flatMap(([e,n,r])=>r===void 0?[]:[{anchor:`${t}-${e}`,title:n,body:r}]);return u`<section id="${t}" class="manifest"><h2>${g}</h2>
${_===void 0?void 0:u`<p class="lead">${p(_,400)}</p>`}
<p class="meta">Judged as ${d.stage}, ${f(l)}${m?`, new here`:``}</p>
${Ke(e.tally)}
<h3 class="unseen">Energy, carbon, water and cost</h3>
${Ce(e)}
<nav aria-label="Parts of the report on ${g}"><ul>${y.map(({anchor:e,title:t})=>u`<li><a href="#${e}">${t}</a></li>`)}</ul></nav>
${y.map(({anchor:t,title:n,body:r})=>u`<section id="${t}"><h3>${n}</h3>\n${r}${t.endsWith(`-parts`)?Gt(e):void 0}</section>\n`)}</section>`}function Gt({estimate:t}){return u`<ul class="note">${e.x(t,_).map(e=>u`<li>${h(e)}</li>`)}</ul>`}const Kt={pass:`\u2713 ready`,fail:`\u2717 to fix`,waiting:`? waits`,"not-applicable":`\u2013 nothing applies`,error:`! not evaluated`};function qt({manifests:t,together:n},r){let i=t.length-200;return u`<section id="overview"><h2>All manifests</h2>
${x({caption:`Manifests, with what each uses in a month`,columns:[{name:`Manifest`,isHead:!0},{name:`Verdict`},{name:`Score`,isNumber:!0},{name:`Decided`,isNumber:!0},...e.w.map(({name:e})=>({name:e}))],rows:[...t.slice(0,200).map((e,t)=>Jt(e,r(t))),...n===void 0?[]:[Yt(n)]],narrow:`scrolls`,more:i>0?`\u2026and ${i} more manifests, in the JSON report.`:void 0})}${n===void 0?void 0:Xt(n)}</section>`}function Jt(t,n){let r=n===void 0?f(t.path):u`<a href="#${n}">${f(t.path)}</a>`;return t.state===`reviewed`?[u`${r} ${t.manifest.product.name}`,Kt[e.Tt(t)],e.ct(e.Fn(t.tally)),e.ct(e.Pn(t.tally)),...e.w.map(({metric:e})=>w(t.estimate.month[e]))]:[r,Kt[e.Tt(t)],``,``,``,``,``,``]}function Yt({manifests:t,month:n}){let r=e.w.map(({metric:t})=>{let r=n[t];return e.wi(r)?u`<span class="unknown">unknown</span>`:w(r)});return[`All ${t} together`,``,``,``,...r]}function Xt({budgets:e}){return e.length===0?void 0:u`<p>Limits of the policy for all manifests together:</p><ul>${e.map(({state:e,sentence:t})=>u`<li>${Zt[e]} ${p(t)}</li>`)}</ul>`}const Zt={met:`\u2713`,over:`\u2717`,undecided:`?`,unknown:`?`,"no-base":`\u2013`},Qt=`"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  for (const table of all("table[data-sorts]")) {
    const body = table.tBodies[0];
    const best = [...body.rows];
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const next = was === null ? "ascending" : was === "ascending" ? "descending" : null;
        for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
        if (next !== null) head.setAttribute("aria-sort", next);
        body.append(...(next === null ? best : sorted(best, column, next === "ascending" ? 1 : -1)));
      });
    });
  }

  /* What has no value is unknown, and comes last either way. */
  function sorted(rows, column, direction) {
    const valueOf = (row) => row.cells[column].dataset.value;
    const compare = (one, other) =>
      Number.isNaN(Number(one)) || Number.isNaN(Number(other))
        ? one.localeCompare(other, "en")
        : Number(one) - Number(other);
    return [...rows].sort((a, b) => {
      const [one, other] = [valueOf(a), valueOf(b)];
      if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
      return direction * compare(one, other);
    });
  }

  for (const list of all(".findings")) {
    const filters = all("[data-filter]", list);
    const entries = all(".entries > li", list);
    const told = list.querySelector("[role=status]");
    const words = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
    const fits = (entry) =>
      filters.every(({ dataset, value }) =>
        dataset.filter === "words"
          ? words.get(entry).includes(value.trim().toLowerCase())
          : value === "" || value.split(" ").includes(entry.dataset[dataset.filter]));
    const show = () => {
      for (const entry of entries) entry.hidden = !fits(entry);
      const shown = entries.filter((entry) => !entry.hidden).length;
      told.textContent = shown + " of " + entries.length + " shown";
    };
    for (const one of filters) one.addEventListener("input", show);
    list.querySelector("fieldset").hidden = false;
    list.querySelector("[data-first]").selected = true;
    show();
  }

  for (const button of all("[data-copies]")) {
    const letter = button.closest(".letter");
    const told = letter.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = letter.querySelector("pre");
      const select = () => {
        getSelection().selectAllChildren(text);
        told.textContent = "Selected: copy it with the keyboard.";
      };
      if (navigator.clipboard === undefined) return select();
      navigator.clipboard.writeText(text.textContent).then(() => {
        told.textContent = "Copied.";
      }, select);
    });
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
`,$t=`--page:#fff;--card:#f5f8f6;--ink:#17211c;--quiet:#4f5b55;--edge:#d3dbd6;--strong:#7b8a82;--link:#0b57a4;
--good:#0a6637;--good-card:#e6f4ec;--bad:#b3261e;--bad-card:#fdecea;--open:#7d4e00;--open-card:#fdf2dc;
--bar:#8fb8a4;--mark:#0a4d2b;--limit:#b3261e;--undecided:#d3dbd6;
--most:#8c2d04;--most-ink:#fff;--much:#f08a4b;--much-ink:#17211c;--some:#fdbe85;--some-ink:#17211c;--little:#fff1e0;--little-ink:#17211c`,en=`
:root{color-scheme:light dark;${$t}}
@media (prefers-color-scheme:dark){:root{--page:#101512;--card:#19211c;--ink:#e7eee9;--quiet:#a9b6ae;--edge:#36423b;--strong:#7d8c84;--link:#8fbcf7;
--good:#79d6a2;--good-card:#12291d;--bad:#ff9f96;--bad-card:#38181a;--open:#f2bf6b;--open-card:#33260f;
--bar:#3f6f58;--mark:#c9f2db;--limit:#ff9f96;--undecided:#46534b;
--most:#ffb37a;--most-ink:#17211c;--much:#a8481a;--much-ink:#fff;--some:#6b3413;--some-ink:#fff;--little:#33221a;--little-ink:#fff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:24px}
main:focus{outline:none}
footer{margin-top:64px;padding-top:8px;padding-bottom:48px;border-top:1px solid var(--edge);color:var(--quiet);font-size:14px}
h1,h2,h3,h4{line-height:1.25;margin:0;text-wrap:balance}
h1{font-size:26px}
h2{font-size:24px;margin-top:40px}
h3{font-size:20px;margin:48px 0 12px;padding-top:16px;border-top:1px solid var(--edge)}
h4{font-size:16px;margin:24px 0 8px}
footer h2{font-size:18px;margin-top:16px}
p{margin:8px 0}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,.place,.hash,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em;unicode-bidi:isolate}
code{background:var(--card);padding:1px 4px;border-radius:4px}
pre{background:var(--card);padding:16px;border-radius:8px;white-space:pre-wrap}
.hash{font-size:12px}
.skip{position:absolute;left:-10000px}
.skip:focus{left:16px;top:8px;background:var(--page);padding:8px 16px;z-index:1}
.unseen{position:absolute;width:1px;height:1px;margin:0;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
.made,.meta,.note,.range,.per,.legend{color:var(--quiet)}
.made,.meta,.note,.legend{font-size:14px}
.lead{font-size:18px;max-width:44em}
ul.note{padding-left:20px}
.banner{display:flex;gap:16px;align-items:flex-start;padding:20px 24px;margin:8px 0 0;border-radius:12px;border-left:8px solid}
.banner p{margin:8px 0 0;max-width:48em;color:var(--ink)}
.banner h1{color:var(--ink)}
.sign{flex:none;width:40px;height:40px;border-radius:50%;border:3px solid;font:700 24px/34px system-ui,sans-serif;text-align:center}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.none{color:var(--quiet)}
.banner.good{background:var(--good-card)}.banner.bad{background:var(--bad-card)}.banner.open{background:var(--open-card)}
.summary{max-width:520px;margin:16px 0}
.summary p{margin:4px 0}
.summary b{font-size:22px}
.key::before{content:"";display:inline-block;width:12px;height:12px;margin-right:4px;border-radius:2px;vertical-align:-1px}
.key{margin-right:12px}
.key.met::before{background:var(--good)}.key.unmet::before{background:var(--bad)}.key.undecided::before{background:var(--undecided)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:16px;margin:16px 0}
.tile{background:var(--card);border-radius:12px;padding:16px}
.tile h4{margin:0;font-size:14px;font-weight:600;color:var(--quiet)}
.tile p{margin:4px 0}
.tile .month .likely{font-size:24px;line-height:1.2;font-weight:700}
.tile .unit,.budget,.month .range,.month .per{font-size:14px}
.unit .likely{font-weight:600}
.tile .range{display:block}
.month .per{white-space:nowrap}
.tile small{font-size:14px;font-weight:400}
.kind{color:var(--quiet);font-size:13px}
.tile .unknown{font-size:20px;font-weight:700}
.budget{padding-top:8px;border-top:1px solid var(--edge)}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;padding:0;margin:24px 0 0;font-size:14px}
.todo,.entries{padding:0;margin:0;list-style:none}
.todo>li,.entries>li{border-left:4px solid;padding:4px 0 4px 16px;margin:12px 0;color:var(--ink)}
.todo>li.bad,.entries>li.bad{border-color:var(--bad)}.todo>li.open,.entries>li.open{border-color:var(--open)}
.entries>li.good{border-color:var(--good)}.entries>li.none{border-color:var(--edge)}
.entries>li{margin:8px 0}
.entries p,.todo p,.todo ul,.entries ul{margin:4px 0}
.entries ul,.todo ul{padding-left:20px}
.steps{margin:8px 0;padding-left:28px}
.steps li{margin:8px 0}
.place{color:var(--quiet)}
.state,.sure{font-weight:600}
.said{color:var(--quiet)}
.filters{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;border:1px solid var(--edge);border-radius:8px;padding:8px 16px 12px;margin:0 0 16px;min-width:0}
.filters[hidden]{display:none}
.filters label{font-size:14px;display:grid;gap:4px}
.filters p{margin:0;font-size:14px;color:var(--quiet)}
input,select,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--strong);border-radius:6px;padding:4px 8px;max-width:100%;min-height:36px}
button{cursor:pointer}
th button{border:0;background:none;padding:4px;margin:-4px;font-weight:600;text-align:inherit;min-height:28px}
th button::after{content:" \u2195";color:var(--quiet)}
th[aria-sort=ascending] button::after{content:" \u2191"}th[aria-sort=descending] button::after{content:" \u2193"}
details{margin:12px 0}
summary{cursor:pointer;color:var(--link)}
.scrolls{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;margin:8px 0;overflow-wrap:normal}
caption{text-align:left;font-weight:600;padding:4px 0 8px;font-size:15px}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--edge);overflow-wrap:break-word}
thead th{color:var(--quiet);font-weight:600;vertical-align:bottom}
tbody th{font-weight:400}
td p,th p{margin:4px 0}
td ul,th ul{margin:4px 0;padding-left:18px}
td details,th details{margin:4px 0}
table[data-sorts] td .range,table[data-sorts] td .sure{display:block;font-weight:400}
.number{text-align:right;white-space:nowrap}
.likely{font-weight:600}
.star{color:var(--open);font-weight:700}
.scrolls td,.scrolls th{min-width:110px}
.scrolls th[scope=row]{min-width:220px}
.scrolls td:has(summary){min-width:260px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:24px 40px}
.charts table{table-layout:fixed}
.charts thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.charts td .likely,.charts td .range{display:block;line-height:1.35}
.charts th{width:34%;line-height:1.35}.charts td:last-child{width:34%;padding-right:0}
.charts th .month .per{white-space:nowrap}
.tile small{font-size:14px;font-weight:400}
.kind{display:block}
.charts .trend{margin:0}
figcaption{font-weight:600;font-size:15px}

svg{display:block;max-width:100%}
.bar{overflow:visible}
.bar .base{stroke:var(--edge)}
.bar .fill{fill:var(--bar)}
.bar .whisker{stroke:var(--ink);stroke-width:1.5}
.bar .open{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:2 4}
.bar .limit{stroke:var(--limit);stroke-width:2.5}
.mark{fill:var(--mark);stroke:var(--page);stroke-width:1}
.score{border-radius:5px}
.score .undecided{fill:var(--undecided)}.score .unmet{fill:var(--bad)}.score .met{fill:var(--good)}
td .score{min-width:90px}
.trend .band{fill:var(--bar);opacity:.45}
.trend .line{fill:none;stroke:var(--mark);stroke-width:2}
.system{max-width:none;font-size:13px;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
.system text{fill:var(--ink)}
.system .name{font-weight:600}
.system .quiet{fill:var(--quiet);font-size:12px}
.system .box{fill:var(--page);stroke:var(--strong)}
.system .box.flow{fill:var(--card)}
.system .step{fill:var(--page);stroke:var(--edge)}
.system .foot{fill:var(--most)}
.system .link{fill:none;stroke:var(--strong);stroke-width:1.5}
.system .link.runs{stroke-dasharray:5 4}
.part.most .box{fill:var(--most)}.part.most text,.part.most .foot{fill:var(--most-ink)}
.part.much .box{fill:var(--much)}.part.much text,.part.much .foot{fill:var(--much-ink)}
.part.some .box{fill:var(--some)}.part.some text{fill:var(--some-ink)}
.part.little .box{fill:var(--little)}.part.little text{fill:var(--little-ink)}
.part.unknown .box{stroke-dasharray:4 3}
@media (max-width:640px){
body{font-size:15px}
header,main,footer{padding-left:16px;padding-right:16px}
h1{font-size:21px}h2{font-size:21px}h3{font-size:18px;margin-top:36px}
.banner{padding:16px;gap:12px;border-left-width:5px}
.sign{width:28px;height:28px;font-size:17px;line-height:23px;border-width:2px}
.tiles{grid-template-columns:1fr 1fr;gap:10px}
.tile{padding:12px}
.tile .month .likely{font-size:19px}
table.blocks,.blocks tbody,.blocks tr,.blocks th,.blocks td,.blocks caption{display:block}
.blocks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.blocks tr{border-bottom:1px solid var(--edge);padding:8px 0}
.blocks th,.blocks td{border:0;padding:2px 0;text-align:left}
.blocks td:empty{display:none}
.blocks td[data-label]::before{content:attr(data-label) ": ";color:var(--quiet)}
.charts .blocks td::before{content:none}
.charts .blocks tr{display:grid;grid-template-columns:1fr auto;column-gap:12px;padding:6px 0}
.charts .blocks th,.charts .blocks td{width:auto}
.charts .blocks td:nth-child(2):not(:last-child){grid-row:2;grid-column:1/3}
.charts .blocks td:last-child{text-align:right}
}
@media (forced-colors:active){.banner,.tile{border:1px solid}}
@media print{
:root{color-scheme:light;${$t}}
body{font-size:11pt}
header,main,footer{max-width:none;padding:0}
nav,.skip,.filters,[data-copies]{display:none!important}
.entries>li[hidden]{display:list-item}
details::details-content{content-visibility:visible;block-size:auto}
.scrolls{overflow:visible}
.system{width:100%;height:auto;min-width:0}
h2,h3,h4{break-after:avoid}
.tile,.todo>li,.entries>li,tr,figure,svg{break-inside:avoid}
*{print-color-adjust:exact}
a{color:inherit}
}
`,tn={pass:`\u2713`,"not-applicable":`\u2013`,fail:`\u2717`,waiting:`?`,error:`!`},nn={pass:u`good`,"not-applicable":u`good`,fail:u`bad`,waiting:u`open`,error:u`open`};function rn(t){let{title:n,advice:r}=e.C(t);return u`<div class="banner ${nn[t.verdict]}"><span class="sign" aria-hidden="true">${tn[t.verdict]}</span>
<div><h1>${n}</h1>
<p>${p(r)}</p></div></div>`}function an(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var on;function sn(t,n=new Map){let{manifests:r,problems:i,packs:a,today:o,toolVersion:s}=t,c=r.slice(0,20),l=r.length-c.length,d=e=>e<c.length?`m${e+1}`:void 0,f=r.flatMap(e=>e.state===`reviewed`?[e.manifest.product.name]:[]),[p]=f.length===1?f:[],{title:m}=e.C(t);return g(u(on||=an([`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="`,`">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>`,``,`</title>
<style>`,`</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="made">Greenlight, architecture review of `,`, `,`</p>
`,`
</header>
<main id="main" tabindex="-1">
`,`
`,`
`,`
`,`
</main>
<footer>
<h2>What was judged, by what</h2>
`,`
<p class="note">Made by Greenlight `,`. This page loads nothing and sends nothing.</p>
</footer>
<script>`,`<\/script>
</body>
</html>
`]),cn(),m,p===void 0?``:` \u00B7 ${p}`,h(en),p??`${r.length} manifests`,o,rn(t),i.length>0?u`<section id="problems"><h2>Problems in the policy or a pack</h2>${Ut(i)}</section>`:void 0,r.length>1?qt(t,d):void 0,c.map((e,t)=>Ht(e,`m${t+1}`,a,n.get(e.path)??{})),l>0?u`<p class="note">…and ${l} more manifests, in the JSON report.</p>`:void 0,ae(t),s,h(Qt)))}function cn(){let[e,t]=[en,Qt].map(e=>`'sha256-${(0,o.hash)(`sha256`,e,`base64`)}'`);return[`default-src 'none'`,`style-src ${e}`,`script-src ${t}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `)}exports.renderHtml=sn;
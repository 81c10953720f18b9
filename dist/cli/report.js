const e=require("./commands.js"),t=require("./index.js"),n=require("./json.js"),r=require("./source-link.js"),i=require("./estimate-detail.js");let a=require("node:crypto");const o={"&":`&amp;`,"<":`&lt;`,">":`&gt;`,'"':`&quot;`,"'":`&#39;`,"`":`&#96;`};function s(e,n=600){return t._(t.v(e),n).replace(/[&<>"'`]/g,e=>o[e]??e).replaceAll(`##[`,`#&#35;[`).replace(/:(?=:)/g,`&#58;`)}const c=Symbol(`written`);function l(e,...t){return{[c]:e.map((e,n)=>`${e}${v(t[n])}`).join(``)}}function u(e,t=``){return{[c]:e.map(v).join(t)}}function d(e,n=120){return l`<code>${t._(e,n)}</code>`}function f(e,n=600){return u(t._(t.v(e),n).split(p).map((e,t)=>t%2==1?l`<code>${e.slice(1,-1)}</code>`:e))}const p=/(`[^`]{1,100}`)/;function m(e){return{[c]:e}}function h(e){return e[c]}const g=e=>s(e,400),_=e=>`<code>${s(e,120)}</code>`;function v(e){return e===void 0?``:typeof e==`string`?ee(e):typeof e==`number`?String(e):c in e?e[c]:e.map(v).join(``)}function ee(e){let t=s(e);return t===``?e===``?``:` `:`${/^\s/.test(e)?` `:``}${t}${/\s$/.test(e)?` `:``}`}function y(e,t){return t.startsWith(`https://`)?r.t(t)?l`<a href="${t}" rel="noreferrer">${e}</a>`:l`${e} ${d(t,200)}`:l`${e}`}function b({caption:e,columns:t,rows:n,narrow:r,sorts:i,more:a}){let o=t.map(({name:e,isNumber:t})=>l`<th scope="col" role="columnheader"${t?x:void 0}>${e}</th>`),s=n.map(e=>l`<tr role="row">${e.map((e,n)=>re(e,t[n],i))}</tr>\n`),c=l`<table role="table"${r===`blocks`?te:void 0}${i?ne:void 0}>
<caption>${e}</caption>
<thead role="rowgroup"><tr role="row">${o}</tr></thead>
<tbody role="rowgroup">
${s}</tbody>
</table>`,u=a===void 0?void 0:l`<p class="note">${a}</p>`;return r===`blocks`?l`${c}${u}`:l`<div class="scrolls" role="region" aria-label="Table, scrolls sideways" tabindex="0">${c}</div>${u}`}const x=l` class="number"`,te=l` class="blocks"`,ne=l` data-sorts`;function re(e,t,n){let{shows:r,sortsBy:i}=ie(e)?e:{shows:e,sortsBy:void 0},a=n&&i!==void 0?l` data-value="${i}"`:void 0,o=t?.isNumber?x:void 0;return t?.isHead?l`<th scope="row" role="rowheader"${o}${a}>${r}</th>`:l`<td role="cell" data-label="${t?.name}"${o}${a}>${r}</td>`}function ie(e){return typeof e==`object`&&`shows`in e}function ae(e){let{notices:t,packs:r,policy:i}=e,a=n.t(e),o=Object.entries(a.manifests),s=o.length-100,c=[...o.slice(0,100).map(([e,t])=>[`Manifest`,d(e),S(t)]),i.found?[`Policy`,l`${d(i.path)}, from ${i.origin}`,S(a.policy.sha256)]:[`Policy`,`none, so the defaults count`,``],...r.map(({pack:e,version:t,title:n,source:r},i)=>[`Pack`,l`${d(e)} version ${t}, ${n}, after ${y(r.title,r.url)}`,S(a.packs[i]?.sha256)]),[`Coefficients`,l`those of Greenlight ${e.toolVersion}`,S(a.coefficients)]];return l`<p>Greenlight ${e.toolVersion}, on ${e.today}. The same inputs give the same page, byte for byte.</p>
${t.length>0?l`<ul>${t.map(e=>l`<li>${f(e)}</li>`)}</ul>`:void 0}
${b({caption:`Inputs, with their SHA-256`,columns:[{name:`Input`,isHead:!0},{name:`Which`},{name:`SHA-256`}],rows:c,narrow:`blocks`,more:s>0?`\u2026and ${s} more manifests, in the JSON report.`:void 0})}`}function S(e){return e===void 0?void 0:l`<span class="hash">${e}</span>`}function oe({findings:e},t,n){let i=new Map(e.flatMap(e=>{let n=r.r(e,t);return n===void 0?[]:[[n.url,n]]})),a=[...i.values()].slice(0,60),o=i.size-a.length,s=new Map(a.map(({url:e},t)=>[e,`${n}-check-source-${t+1}`]));return{packs:t,anchorOf:({url:e})=>s.get(e)??`${n}-check-sources`,list:l`<h4 id="${n}-check-sources">What the checks paraphrase</h4>
<ul>${a.map(({title:e,url:t})=>l`<li id="${s.get(t)}">${y(e,t)}</li>\n`)}${o>0?l`<li>and ${o} more, in the JSON report</li>`:void 0}</ul>`}}function C(t,n){let r=e.at(t),i=n===void 0?void 0:l` <span class="per">${n}</span>`;if(r.state===`unknown`)return l`<span class="unknown">unknown</span>${i} <span class="range">needs ${m(e.ot(r.needs,_))}</span>`;let a=e.bi(t),o=a?r.likely.slice(w.length):r.likely;return l`<span class="likely">${a?l`<small>${w}</small>`:void 0}${o}</span>${i} <span class="range">${r.range}</span>`}const w=`at least `;function se(t){return e.xi(t)?void 0:t.likely}function T(t,{to:n,limit:r}){let i=e=>le(e,n);return l`<svg class="bar" aria-hidden="true" focusable="false" width="100%" height="18">
<line class="base" x1="0" y1="9" x2="100%" y2="9"/>${e.xi(t)?void 0:ce(t,i)}${r===void 0?void 0:l`<line class="limit" x1="${i(r)}" y1="0" x2="${i(r)}" y2="18"/>`}</svg>`}function ce(t,n){let{low:r,likely:i,high:a}=t,[o,s,c]=[n(r),n(i),n(a)];return l`<rect class="fill" x="0" y="3" width="${s}" height="12" rx="2"/>${r===a?void 0:l`<line class="whisker" x1="${o}" y1="9" x2="${c}" y2="9"/><line class="whisker" x1="${o}" y1="5" x2="${o}" y2="13"/><line class="whisker" x1="${c}" y1="5" x2="${c}" y2="13"/>`}${e.bi(t)?l`<line class="open" x1="${c}" y1="9" x2="100%" y2="9"/>`:void 0}<circle class="mark" cx="${s}" cy="9" r="3.5"/>`}function le(e,t){if(t<=0)return`0%`;let n=Math.min(1,Math.max(0,e/t));return`${Number((n*100).toFixed(1))}%`}function ue({components:e}){let t=e.filter(({method:e})=>e!==`counted-elsewhere`);if(t.length!==0)return l`<p class="note">Bars end at the likely value. The thin line with ends is the range from the 5th to the 95th percentile; where it is dashed to the edge, a part is unknown and the figure is “at least”.</p>
${E(t,de)}
<details><summary>Carbon and water by part</summary>
${E(t,fe)}</details>
<details><summary>All figures by part, and what widens their ranges</summary>
${he(t)}</details>`}const de=[`energyKwh`,`costUsd`],fe=[`carbonKg`,`waterL`];function E(t,n){return l`<div class="charts">${e.w.filter(({metric:e})=>n.includes(e)).map(({metric:e,name:n})=>l`<div>${pe(t,e,n)}</div>`)}</div>`}function pe(t,n,r){let i=t.toSorted((e,t)=>D(t,n)-D(e,n)),a=i.slice(0,8),o=i.slice(8),s=o.filter(({month:t})=>e.xi(t[n])).length,c=Math.max(0,...t.map(({month:e})=>O(e[n])));return b({caption:l`${r} per month, by part${me(t,n,c)}`,columns:[{name:`Part`,isHead:!0},{name:`Range`},{name:`Per month`}],rows:a.map(e=>[k(e),T(e.month[n],{to:c}),C(e.month[n])]),narrow:`blocks`,more:o.length===0?void 0:`\u2026and ${o.length} more${s>0?`, ${s} of them unknown`:`, none of them larger`}: in the table below and in the JSON report.`})}function D({month:e},t){return se(e[t])??-1}function O(t){return e.xi(t)?0:t.high}function me(t,n,r){let i=t.map(({month:e})=>e[n]).find(e=>O(e)===r);if(i===void 0||e.xi(i))return``;let a=e.at({low:r,likely:r,high:r,unit:i.unit,boundary:``,sources:[]});return a.state===`known`?`. Scale from 0 to ${a.likely}`:``}function he(t){let n=t.toSorted((e,t)=>(t.energyShare??-1)-(e.energyShare??-1)),r=n.length-100;return b({caption:`Parts of the estimate, per month`,columns:[{name:`Part`,isHead:!0},{name:`Share of energy`,isNumber:!0},...e.w.map(({name:e})=>({name:e})),{name:`Widest uncertainty`}],rows:n.slice(0,100).map(ge),narrow:`scrolls`,more:r>0?`\u2026and ${r} smaller parts, in the JSON report.`:void 0})}function ge(t){let{energyShare:n,month:r,dominantUncertainty:i}=t;return[k(t),n===void 0?`unknown`:e.dt(n),...e.w.map(({metric:e})=>C(r[e])),i&&m(e.O(i,g,_))]}function k({id:e,kind:n}){let r=e.slice(e.indexOf(`.`)+1);return l`<b>${t._(r,60)}</b> <span class="kind">${_e[n]}</span>`}const _e={component:`component`,model:`model`,training:`training`,evaluation:`tests`,data:`data`},ve={less:`less`,more:`more`,same:`no change`,undecided:`direction not certain`};function ye(t){if(`unknown`in t)return l`<span class="unknown">unknown</span>`;if(t.certainty===`same`)return l`<span class="likely">no change</span>`;let n=be[t.certainty],r=t.missing===void 0?``:`, a part is unknown`,{likely:i,range:a}=e.it(t);return l`<span class="likely ${n}">${i}</span> <span class="range">${a}</span> <span class="sure">${ve[t.certainty]}${r}</span>`}const be={less:l`good`,more:l`bad`,same:l`none`,undecided:l`open`};function xe({reasons:e,rows:t}){if(e.length===0&&t.length===0)return;let n=t.length-60,r=b({caption:`Before and after`,columns:[{name:`Figure`,isHead:!0},{name:`Before`},{name:`Now`},{name:`Change`}],rows:t.slice(0,60).map(({name:e,base:t,head:n,change:r})=>[e,t===void 0?`not there`:C(t),n===void 0?`not there`:C(n),r&&ye(r)]),narrow:`blocks`,more:n>0?`\u2026and ${n} more, in the JSON report.`:void 0});return l`${e.map(e=>l`<p>${f(e)}</p>`)}${t.length>0?r:void 0}`}const Se={met:l`good`,over:l`bad`,undecided:l`open`,unknown:l`open`,"no-base":l`open`};function Ce(t){return l`<div class="tiles">${e.w.map(({metric:e,name:n})=>we(t,e,n))}</div>
${De(t.estimate)}`}function we({estimate:n,budgets:r},i,a){let o=r.filter(({key:t})=>e.D(t)===i);return l`<div class="tile"><h4>${a}</h4>
<p class="month">${C(n.month[i],`per month`)}</p>
<p class="unit">${C(n.unit[i],`per ${t._(n.functionalUnit,60)}`)}</p>
${o.map(Te)}</div>
`}function Te(t){let{symbol:n,words:r}=e.T(t);return l`<p class="budget ${Se[t.state]}"><span aria-hidden="true">${n}</span> ${r}</p>${Ee(t)}`}function Ee({figure:t,limit:n}){if(!(t===void 0||e.xi(t)))return T(t,{to:1.1*Math.max(t.high,n),limit:n})}function De(t){let n=e.w.flatMap(({metric:n})=>{let r=e.at(t.month[n]);return r.state===`known`?r.needs:[]}),r=[...new Set(n)],i=t.dominantUncertainty.energyKwh;return l`<ul class="note">${[l`Likely value, then the 5th to the 95th percentile. Carbon is location-based and includes making the hardware.`,...r.length>0?[l`“At least” because a part is not known: ${m(e.lt(r,t.assumptions,_,g))}.`]:[],...e.k(t,_).map(e=>l`${m(e)}`),...i===void 0?[]:[l`What widens the range of energy most: ${m(e.O(i,g,_))}.`]].map(e=>l`<li>${e}</li>`)}</ul>`}const A={fail:{symbol:`\u2717`,words:`to fix`,tone:l`bad`},error:{symbol:`!`,words:`not evaluated`,tone:l`open`},question:{symbol:`?`,words:`open`,tone:l`open`},waived:{symbol:`~`,words:`waived`,tone:l`good`},accepted:{symbol:`\u2713`,words:`accepted`,tone:l`good`},pass:{symbol:`\u2713`,words:`met`,tone:l`good`},"not-applicable":{symbol:`\u2013`,words:`does not apply`,tone:l`none`}},Oe=[`fail`,`error`,`question`],ke=Object.keys(A);function Ae(e,t){let n=je(e),r=n.slice(0,400),i=n.length-r.length;return l`<div class="findings">
${Re(r)}
<ul class="entries">
${r.map(n=>Ne(e,n,t))}</ul>
${i>0?l`<p class="note">…and ${i} more, in the JSON report.</p>`:void 0}</div>`}function je({findings:t,gate:n,notApplicable:r}){let i=new Set([...n.blocking,...n.waitingFor]),a=new Set(n.backlog),o=new Map;for(let n of e.p(t)){let{pack:e,check:t,outcome:r}=n,s=`${e} ${t.id} ${r} ${i.has(n)} ${a.has(n)}`,c=o.get(s);c===void 0?o.set(s,[n]):c.push(n)}let s=[...o.values()].map(t=>{let n=t[0],r=t.map(({severity:t})=>e.Pn.indexOf(t));return{check:n.check,outcome:n.outcome,severity:e.Pn[Math.min(...r)]??n.severity,blocks:i.has(n),isBacklog:a.has(n),findings:t}}),c=r.map(({check:e})=>({check:e,outcome:`not-applicable`,severity:e.severity,blocks:!1,isBacklog:!1,findings:[]}));return[...s,...c].toSorted((e,t)=>Me(e)-Me(t))}function Me({outcome:t,blocks:n,severity:r}){return 100*ke.indexOf(t)+(n?0:10)+e.Pn.indexOf(r)}function Ne(t,{check:n,outcome:i,...a},o){let{symbol:s,words:c,tone:u}=A[i],{severity:d,blocks:p,isBacklog:m,findings:h}=a,[g]=h,_=g&&r.r(g,o.packs),v=e.kn(n),ee=i===`pass`||h.length===0?void 0:l`<p class="place">${e.v(t.path,h)}</p>`;return l`<li class="${u}" data-outcome="${i}" data-severity="${d}" data-who="${v}">
<p class="what"><span class="state ${u}"><span aria-hidden="true">${s}</span> ${c}</span> ${f(n.title)}</p>
${ee}
${Pe(h)}
${i===`fail`?l`<p><b>Fix:</b> ${f(n.fix)}</p>`:void 0}
<p class="meta">${d}${p?`, blocks the merge`:``}${m?`, ${e.l}`:``}, for ${e.m[v].toLowerCase()}, ${n.practice}, ${n.id}${_===void 0?void 0:l`, <a href="#${o.anchorOf(_)}">source</a>`}</p></li>
`}function Pe(e){let t=e.slice(0,12),n=e.length-t.length,r=n>0?`and ${n} more`:void 0;if(!t.some(e=>Ie(e)!==void 0||e.word!==void 0)){let e=t.flatMap(({item:e})=>e.key===`manifest`?[]:[e.key]);return e.length===0?void 0:l`<p>${e.map(e=>l`${d(e)} `)}${r}</p>`}return l`<ul>${t.map(Fe)}${r&&l`<li>${r}</li>`}</ul>`}function Fe(e){let{item:t}=e;return l`<li>${t.key===`manifest`?void 0:l`${d(t.key)} `}${f(Ie(e)??``)}${Le(e)}</li>`}function Ie(e){return`because`in e?e.because:`question`in e?e.question:void 0}function Le({word:e}){if(e!==void 0)return l` <span class="said">${e.by}, ${e.on}: “${f(e.text,300)}”</span>`}function Re(t){let n=ke.filter(e=>t.some(({outcome:t})=>t===e)),r=Object.keys(e.m).filter(n=>t.some(({check:t})=>e.kn(t)===n));return l`<fieldset class="filters" hidden><legend>Show only</legend>
<label>State <select data-filter="outcome"><option value="">all</option><option value="${Oe.join(` `)}" data-first>what is left to do</option>${n.map(e=>l`<option value="${e}">${A[e].words}</option>`)}</select></label>
<label>Severity <select data-filter="severity"><option value="">all</option>${e.Pn.map(e=>l`<option>${e}</option>`)}</select></label>
<label>For <select data-filter="who"><option value="">all</option>${r.map(t=>l`<option value="${t}">${e.m[t].toLowerCase()}</option>`)}</select></label>
<label>With the words <input type="search" data-filter="words"></label>
<p role="status"></p></fieldset>`}const j=[[`setting`,`a setting`],[`deployment`,`a new deployment`],[`development`,`work on code or prompts`],[`training`,`training`]];function ze(t){if(t.length===0)return;let n=t.length-60,r=t.filter(({isInBest:e})=>e).length;return l`<p class="note">Change per month if only this is done, from the estimate of the changed manifest: likely value, then the 5th to the 95th percentile. Effects of several do not add up.${r>0?` A \u2605 marks the ${e.S(r,`change`)} that together would save most.`:``}</p>
${b({caption:`Changes that may save something, best first`,columns:[{name:`Change`,isHead:!0},...e.w.map(({name:e})=>({name:e})),{name:`Takes`}],rows:t.slice(0,60).map(Be),narrow:`scrolls`,sorts:!0,more:n>0?`\u2026and ${n} more, in the JSON report.`:void 0})}`}function Be(t){let{lever:n,isInBest:r}=t,i=j.findIndex(([e])=>e===n.effort);return[{shows:He(n,r),sortsBy:n.title.slice(0,80)},...e.w.map(({metric:e})=>Ve(n,t[e])),{shows:j[i]?.[1],sortsBy:i}]}function Ve({notEstimated:e},t){return e===void 0?{shows:ye(t),sortsBy:`unknown`in t?void 0:t.likely}:{shows:l`<span class="unknown">not estimated</span>`,sortsBy:void 0}}function He(t,n){let{title:r,assumes:i,against:a,evidence:o,checks:s,notEstimated:c}=t;return l`${n?l`<span class="star" aria-hidden="true">★</span><span class="unseen">One of the best combination: </span> `:void 0}<b>${f(r)}</b>
<details><summary>What speaks against it, and evidence</summary>
${c===void 0?void 0:l`<p>Not estimated: ${f(c)}</p>`}
${M(`Against`,a)}${M(`Taken for granted`,i)}
<p>Shown by</p><ul>${o.map(({says:t,source:n,locator:r})=>l`<li>${f(t)} ${y(e.V[n].title,e.V[n].url)}: ${r}</li>`)}</ul>
${s.length===0?void 0:l`<p>Answers ${s.map(e=>l`${d(e)} `)}</p>`}</details>`}function M(e,t){if(t.length!==0)return l`<p>${e}</p><ul>${t.map(e=>l`<li>${f(e)}</li>`)}</ul>`}function N({passed:e,decided:t,applicable:n}){if(n===0)return;let r=e=>`${Number((100*e/n).toFixed(1))}%`;return l`<svg class="score" aria-hidden="true" focusable="false" width="100%" height="10"><rect class="undecided" x="0" y="0" width="100%" height="10"/><rect class="unmet" x="0" y="0" width="${r(t)}" height="10"/><rect class="met" x="0" y="0" width="${r(e)}" height="10"/></svg>`}function Ue(t){let[n,r]=[e.Mn(t),e.jn(t)];return l`<div class="summary"><p>${n===void 0?l`<b>No score yet</b>: nothing is decided`:l`Score <b>${e.ct(n)}</b> of the <b>${e.ct(r)}</b> that is decided`}</p>${N(t)}
<p class="legend"><span class="key met">met</span> <span class="key unmet">to fix</span> <span class="key undecided">not decided</span></p></div>`}const We={"\u2713":l`good`,"\u2717":l`bad`,"?":l`open`,"!":l`open`,"\u2013":l`none`};function Ge(e){return u([...new Set(e.practices.map(({pack:e})=>e))].map(t=>Ke(e,t)))}function Ke(e,t){let n=e.practices.filter(e=>e.pack===t);return b({caption:l`Practices of the pack ${d(t)}`,columns:[{name:`Practice`,isHead:!0},{name:`State`},{name:`Score`,isNumber:!0},{name:`Decided`,isNumber:!0},{name:`Met, to fix, open`},{name:`What is open`}],rows:n.map(t=>qe(t,e)),narrow:`blocks`})}function qe(t,n){let{symbol:r,words:i}=e.y(t),a=[...n.gate.blocking,...n.gate.waitingFor].some(({pack:e,check:n})=>e===t.pack&&n.practice===t.id),o=e.Mn(t.tally),s=e.jn(t.tally);return[l`<b>${t.id}</b> ${t.title}`,l`<span class="state ${We[r]}"><span aria-hidden="true">${r}</span> ${i}${a?`, blocks`:``}</span>`,o===void 0?``:e.ct(o),s===void 0?``:e.ct(s),N(t.tally),Je(t,n)]}function Je({pack:t,id:n},{findings:r}){let i=e.p(r).filter(e=>e.pack===t&&e.check.practice===n),a=[`fail`,`error`,`question`].flatMap(e=>i.filter(t=>t.outcome===e).map(({check:e})=>e.slug.replaceAll(`-`,` `))),o=[...new Set(a)],s=o.length-3;return`${o.slice(0,3).join(`, `)}${s>0?`, and ${s} more`:``}`}function Ye({estimate:e}){let t=new Map;for(let{text:n,input:r}of i.t(e)){let e=t.get(n)??new Set;t.set(n,r===void 0?e:e.add(r))}if(t.size===0)return;let n=t.size-150,r=[...t].slice(0,150).map(([e,t])=>l`<li>${f(e)}${$e([...t])}</li>\n`);return l`<p class="note">What the manifest does not say, and what was taken instead. The named fields replace it.</p>
<details><summary>${t.size} assumptions</summary><ul>
${r}</ul>${n>0?l`<p class="note">…and ${n} more, in the JSON report.</p>`:void 0}</details>`}function Xe({estimate:t},n){let r=e.a(t),i=[...new Set(r.map(({source:e})=>e.title))],a=r.slice(0,200).toSorted((e,t)=>i.indexOf(e.source.title)-i.indexOf(t.source.title)),o=r.length-a.length;return l`<details><summary>${r.length} coefficients, with range, date and publication</summary>
${b({caption:`Coefficients that the figures rest on`,columns:[{name:`Coefficient`,isHead:!0},{name:`Value`},{name:`From`},{name:`Data of`},{name:`What it includes`},{name:`Used by`}],rows:a.map(e=>Ze(e,t)),narrow:`scrolls`,more:o>0?`\u2026and ${o} more, in the JSON report.`:void 0})}</details>
${n.list}`}function Ze(e,{components:t}){let{id:n,amount:r,quality:i,locator:a,vintage:o,published:s,source:c,old:u,boundary:f}=e,p=s.startsWith(String(o))?s:`${o}, read ${s}`,m=t.filter(({sources:e})=>e.includes(n)),h=m.length-3;return[d(n,80),r===void 0?`a price list`:l`${Qe(r)}, ${i}`,l`${y(c.title,c.url)}: ${a}`,u===void 0?p:l`<b>${u}</b>`,f,l`${m.slice(0,3).map(e=>l`${d(e.id,60)} `)}${h>0?`and ${h} more`:``}`]}function Qe({value:t,low:n,high:r,unit:i}){let a=n===r?``:` (${e.st(n)} to ${e.st(r)})`;return`${e.st(t)}${a} ${i}`}function $e(e){if(e.length===0)return;let t=e.slice(0,4).map(e=>l` ${d(e)}`),n=e.length-t.length;return l` (replaced by${t}${n>0?` and ${n} more`:``})`}function et(t,n){let r=new Map(n.components.filter(({method:e})=>e!==`counted-elsewhere`).map(e=>[e.id,e.energyShare])),i=[...nt(t),...it(t,r),...at(t,r)],a=ot(t,r),o=new Map(n.flows.map(({id:t,month:{energyKwh:n}})=>[t,e.xi(n)?-1:n.likely])),s=e.xi(n.month.energyKwh)?0:n.month.energyKwh.likely,c=P(i,14,e=>e.share===void 0?o.get(e.key)??-1:e.share*s),l=tt(a);return{runs:c,parts:l,moreRuns:i.length-c.length,moreParts:a.length-l.length}}function P(e,t,n){if(e.length<=t)return e;let r=new Set(e.toSorted((e,t)=>n(t)-n(e)).slice(0,t));return e.filter(e=>r.has(e))}function tt(e){let t=new Map(e.map(({key:e,share:t})=>[e,t??-1])),n=({key:e,hosts:n})=>Math.max(...[e,...n].map(e=>t.get(e)??-1)),[r,i]=[1,2].map(t=>e.filter(({column:e})=>e===t)),a=P(r??[],Math.max(13,26-(i??[]).length),n);return[...a,...P(i??[],26-a.length,n)]}function nt({flows:e}){let t=new Set(e.map(({id:e})=>e));return e.map(({id:e,title:n=e,steps:r})=>I(e,n,r.map(e=>({label:e.id??e.use,note:t.has(e.use)?F:rt(e),use:e.use})),void 0))}const F=`a flow`;function rt({reach_pct:t,calls:n}){let[r,i]=[t===void 0?100:e.Fr(t),n&&e.Fr(n)];return[...r<100?[`in ${e.st(r)} %`]:[],...i!==void 0&&i!==1?[`${e.st(i)} calls`]:[]].join(`, `)}function it({environments:e=[],flows:t},n){let r=new Set(t.map(({id:e})=>e));return e.flatMap(({name:e,evals:t=[]})=>{if(t.length===0)return[];let i=t.map(({use:e})=>({label:e,use:e,note:r.has(e)?F:``}));return[I(`tests ${e}`,`Tests: ${e}`,i,n.get(`environments.${e}`))]})}function at({models:t},n){return t.flatMap(({id:t,training:r=[]})=>{if(r.length===0)return[];let i=r.flatMap((e,r)=>n.get(`models.${t}.training.${e.id??r}`)??[]),a=i.length<r.length?void 0:i.reduce((e,t)=>e+t,0),o=[{label:t,note:r.length>1?e.S(r.length,`job`):``,use:t}];return[I(`training ${t}`,`Training: ${t}`,o,a)]})}function I(e,t,n,r){let i=n.slice(0,12);return{key:e,title:t,steps:i,more:n.length-i.length,share:r}}function ot({models:e,components:t=[]},n){let r=new Map;for(let{id:e,runs:n=[]}of t)for(let t of n)r.set(t,[...r.get(t)??[],e]);return[...e.map(({id:e,name:t,access:i})=>({key:e,kind:`model`,title:e,detail:e===t?`${i} model`:t,share:n.get(`models.${e}`),isElsewhere:!n.has(`models.${e}`),hosts:r.get(e)??[],column:1})),...t.map(({id:e,kind:t,title:r=e,runs:i=[]})=>({key:e,kind:`component`,title:r,detail:t,share:n.get(`components.${e}`),isElsewhere:!n.has(`components.${e}`),hosts:[],column:i.length>0?2:1}))]}const L=[0,370,700];function st({runs:e,parts:t}){let n=ct(e),r=n.flatMap(e=>e.steps.map(({use:t},n)=>({use:t,y:R(e,n)}))),i=z(t,1,e=>r.filter(({use:t})=>t===e.key)),a=z(t,2,e=>{let t=r.filter(({use:t})=>t===e.key),n=i.filter(({hosts:t})=>t.includes(e.key));return[...t,...n.map(({y:e})=>({y:e+33}))]}),o=[...i,...a],s=[...n.map(({y:e,height:t})=>e+t),...o.map(({y:e})=>e+66)];return{runs:n,parts:o,links:[...dt(n,o),...ft(o)],width:(a.length>0?L[2]:L[1])+230,height:Math.max(66,...s)}}function R({y:e},t){return e+30+24*t+12}function ct(e){let t=0;return e.map(e=>{let n=e.steps.length+ +(e.more>0),r={...e,y:t,height:30+24*n+12};return t+=r.height+14,r})}function z(e,t,n){let r=e.filter(e=>e.column===t).map(e=>({part:e,at:ut(n(e).map(({y:e})=>e))})).toSorted((e,t)=>lt(e.at,t.at)),i=0;return r.map(({part:e,at:n})=>{let r=Math.max(i,n===void 0?i:n-33);return i=r+66+14,{...e,x:L[t],y:r}})}function lt(e,t){return e===void 0||t===void 0?Number(e===void 0)-Number(t===void 0):e-t}function ut(e){if(e.length!==0)return e.reduce((e,t)=>e+t,0)/e.length}function dt(e,t){let n=new Map(t.map(e=>[e.key,e]));return e.flatMap(e=>e.steps.flatMap(({use:t},r)=>{let i=n.get(t);return i===void 0?[]:[{kind:`uses`,from:{x:270,y:R(e,r)},to:B(i)}]}))}function ft(e){let t=new Map(e.map(e=>[e.key,e]));return e.flatMap(e=>e.hosts.flatMap(n=>{let r=t.get(n);return r===void 0?[]:[{kind:`runs on`,from:{x:e.x+230,y:e.y+33},to:B(r)}]}))}function B({x:e,y:t}){return{x:e,y:t+33}}function pt({runs:e,parts:t}){return l`<ul>
${e.map(mt)}${t.map(ht)}</ul>`}function mt({title:t,steps:n,more:r,share:i}){let a=n.map(({label:e,note:t,use:n})=>l`<li>${e}${e===n?``:`, by ${n}`}${t===``?``:`, ${t}`}</li>`),o=r>0?l`<li>and ${r} more</li>`:void 0;return l`<li>${t}${i===void 0?``:`, ${e.dt(i)} of energy`}<ol>${a}${o}</ol></li>
`}function ht(e){let{kind:t,title:n,detail:r,hosts:i}=e,a=i.slice(0,V).join(`, `),o=i.length-V,s=i.length===0?``:`, runs on ${a}${o>0?` and ${o} more`:``}`;return l`<li>${t===`model`?`Model`:`Component`} ${n}: ${r}, ${H(e)}${s}</li>
`}const V=6;function H({share:t,hosts:n,isElsewhere:r}){return t===void 0?n.length>0?`counted where it runs`:r?`counted elsewhere`:`energy unknown`:`${e.dt(t)} of energy`}const[gt,_t,U]=[30,34,25],vt=[[.5,l`most`],[.2,l`much`],[.05,l`some`],[0,l`little`]];function yt({manifest:t,estimate:n}){let r=et(t,n),{runs:i,parts:a,links:o,width:s,height:c}=st(r),{moreRuns:u,moreParts:d}=r,f=[...u>0?[e.S(u,`more flow`)]:[],...d>0?[e.S(d,`more part`)]:[]],p=f.length===0?void 0:l`<p class="note">…and ${f.join(` and `)} that use less energy, in the JSON report.</p>`;return l`<p class="note">Left: flows with their steps in order, then tests and training. Right: the models and components that do the work. The stronger the colour of a box, and the longer the bar at its foot, the larger its share of the energy. Dashed box: its energy is unknown, or counted elsewhere. Dashed line: runs on.</p>
<div class="scrolls" role="region" aria-label="Diagram, scrolls sideways" tabindex="0">
<svg class="system" role="img" aria-label="Diagram of the system. The list below says the same." viewBox="-1 -1 ${s+2} ${q(c)+2}" width="${s+2}" height="${q(c)+2}">
${o.map(bt)}
${i.map(xt)}
${a.map(Ct)}</svg></div>
${p}
<details><summary>The same as a list</summary>
${pt(r)}</details>`}function bt({kind:e,from:t,to:n}){let r=(n.x-t.x)/2;return l`<path class="link ${e===`uses`?l`uses`:l`runs`}" d="M${t.x} ${q(t.y)}C${t.x+r} ${q(t.y)} ${n.x-r} ${q(n.y)} ${n.x} ${q(n.y)}"/>
`}function xt(t){let{title:n,steps:r,more:i,share:a,y:o,height:s}=t,c=a===void 0?l`flow`:G(a),u=i>0?l`<text class="quiet" x="14" y="${q(R(t,r.length)+4)}">…and ${e.S(i,`more step`)}</text>`:void 0;return l`<g><title>${n}</title><rect class="box flow" x="0" y="${q(o)}" width="${270}" height="${q(s)}" rx="8"/>${a===void 0?void 0:W(0,o,s,270,a)}
<text class="name" x="12" y="${q(o+20)}">${K(n,gt-(a===void 0?0:8))}</text>${a===void 0?void 0:l`<text class="quiet ${c}" text-anchor="end" x="${260}" y="${q(o+20)}">${e.dt(a)}</text>`}
${r.map((e,n)=>St(t,e,n))}${u}</g>
`}function St(e,{label:t,note:n},r){let i=R(e,r),a=_t-n.length-4;return l`<rect class="step" x="8" y="${q(i-10)}" width="${254}" height="20" rx="4"/><text x="16" y="${q(i+4)}">${r+1}. ${K(t,a)}</text>${n===``?void 0:l`<text class="quiet" text-anchor="end" x="${254}" y="${q(i+4)}">${n}</text>`}
`}function Ct(e){let{kind:t,title:n,detail:r,share:i,x:a,y:o}=e,s=i===void 0?l`unknown`:G(i),c=t===`model`?16:3;return l`<g class="part ${s}"><title>${n}: ${r}</title><rect class="box" x="${a}" y="${q(o)}" width="${230}" height="${66}" rx="${c}"/>${i===void 0?void 0:W(a,o,66,230,i)}
<text class="name" x="${a+12}" y="${q(o+20)}">${K(n,U)}</text><text x="${a+12}" y="${q(o+36)}">${K(r,U+1)}</text><text x="${a+12}" y="${q(o+51)}">${K(H(e),U+1)}</text></g>
`}function W(e,t,n,r,i){let a=q(Math.max(2,Math.min(1,i)*(r-24)));return l`<rect class="foot" x="${e+12}" y="${q(t+n-8)}" width="${a}" height="3" rx="1.5"/>`}function G(e){return vt.find(([t])=>e>=t)?.[1]??l`little`}function K(n,r){let i=t.v(n);if(e.$(i)<=r)return i;let a=``,o=1;for(let t of i){if(o+=e.$(t),o>r)break;a+=t}return`${a.trimEnd()}\u2026`}function q(e){return Number(e.toFixed(1))}const J={text:g,code:_};function Y(t){let n=e.d(t),r=n.filter(({blocks:e})=>e),i=e.f(t),a=i.filter(({blocks:e})=>e);return l`${r.length>0?wt(t,r,`To fix before merging`,8):wt(t,n,`Worth doing next; none of it blocks`,3)}
${At(t)}
${jt(t)}
${a.length>0?Dt(t,a,`Questions to answer before merging`,8):Dt(t,i,`Open questions, none of which blocks`,3)}`}function wt(e,t,n,r){if(t.length!==0)return l`<h4>${n}</h4>
<p class="note">These sentences should be true of the system, and are not yet.</p>
<ol class="todo">${t.slice(0,r).map(t=>Tt(e,t))}</ol>${Z(t.length-r)}`}function Tt(t,n){let{check:r,findings:i,explains:a}=n,o=e.c(t,n),s=i.length-3;return l`<li class="bad"><p class="what"><b>${f(r.title)}</b></p>
<p><b>Now:</b> ${u(i.slice(0,3).map(Et),`; `)}${s>0?`; and ${s} more`:``}</p>
${o===void 0?void 0:l`<p><b>Move:</b> ${o}</p>`}
<p><b>Fix:</b> ${f(r.fix)}</p>
<p class="meta">${X(t,i)}, ${kt(n)}${a>0?`, explains ${e.S(a,`other finding`)}`:``}</p></li>
`}function Et({item:e,because:t},n,r){return l`${r.length>1&&e.key!==`manifest`?l`${d(e.key)} `:void 0}${f(t)}`}function X({path:t},n){return l`<span class="place">${e.v(t,n)}</span>`}function Dt(e,t,n,r){if(t.length!==0)return l`<h4>${n}</h4>
<ol class="todo">${t.slice(0,r).map(t=>Ot(e,t))}</ol>${Z(t.length-r)}`}function Ot(t,n){let{check:r,findings:i}=n,[a,...o]=i,s=o.slice(0,3).map(({item:e})=>l` ${d(e.key)}`),c=o.length-s.length;return l`<li class="open"><p class="what"><b>${e.m[e.kn(r)]}:</b> ${f(a?.question??``)}</p>
${s.length>0?l`<p>Also for${s}${c>0?` and ${c} more`:``}.</p>`:void 0}
<p>A good answer ${m(e.g(r,a?.asks??`check`,J))} ${m(e.h(i,t.manifest,J))}</p>
<p class="meta">${X(t,i)}, ${kt(n)}</p></li>
`}function kt({check:t,severity:n,isBacklog:r}){return`${n}, ${t.id}${r?`, ${e.l}`:``}`}function Z(t){return t>0?l`<p class="note">…and ${e.S(t,`more check`)}, in the list of all findings below.</p>`:void 0}function At({gate:e}){let t=e.hurdles.filter(({about:e})=>e===void 0);return t.length===0?void 0:l`<h4>Limits of the policy</h4><ul class="todo">${t.map(({because:e,verdict:t})=>t===`fail`?l`<li class="bad">✗ ${f(e)}</li>`:l`<li class="open">? ${f(e)}</li>`)}</ul>`}function jt(e){let t=e.findings.flatMap(e=>e.outcome===`error`?[e]:[]);return t.length===0?void 0:l`<h4>Checks that could not be run</h4><ul class="todo">${t.slice(0,8).map(t=>l`<li class="open"><p class="what">${f(t.check.title)}</p><p>${f(t.because)}</p><p class="meta">${X(e,[t])}, ${t.check.id}</p></li>`)}</ul>${Z(t.length-8)}`}const[Mt,Q]=[600,160];function Nt(e){let t=e.filter(({points:e})=>e.length>1).map(Pt);return t.length===0?void 0:l`<div class="charts">${t}</div>`}function Pt({name:t,unit:n,points:r}){let i=r.slice(-60),a=Math.max(...i.map(({high:e})=>e)),o=(e,t)=>{let n=8+e*(Mt-16)/(i.length-1),r=a<=0?Q-8:Q-8-t/a*(Q-16);return`${Number(n.toFixed(1))},${Number(r.toFixed(1))}`},s=e=>i.map((t,n)=>o(n,e(t))),c=[...s(({high:e})=>e),...s(({low:e})=>e).reverse()],[u,d]=[i[0],i.at(-1)].map(e=>e?.on??``),f=({low:e,likely:r,high:i})=>({low:e,likely:r,high:i,unit:n,boundary:t,sources:[]}),p=e.at(f({on:``,low:a,likely:a,high:a}));return l`<figure class="trend"><figcaption>${t}, ${u} to ${d}</figcaption>
<svg viewBox="0 0 ${Mt} ${Q}" width="100%" aria-hidden="true" focusable="false"><polygon class="band" points="${c.join(` `)}"/><polyline class="line" points="${s(({likely:e})=>e).join(` `)}"/>${i.map((e,t)=>Ft(o(t,e.likely)))}</svg>
<p class="note">Line: likely value. Band: 5th to 95th percentile. Scale from 0 to ${p.state===`known`?p.likely:`unknown`}.</p>
<details><summary>The same in figures</summary>
${b({caption:t,columns:[{name:`Review of`,isHead:!0},{name:`Figure`}],rows:i.map(e=>[e.on,C(f(e))]),narrow:`blocks`})}</details></figure>
`}function Ft(e){let[t=``,n=``]=e.split(`,`);return l`<circle class="mark" cx="${t}" cy="${n}" r="3"/>`}function It(e){if(e.length===0)return;let t=e.length-20;return l`<p class="note">These vendors publish no figures for what is used here. What they answer can be named in the manifest as evidence.</p>
${e.slice(0,20).map(Lt)}${t>0?l`<p class="note">…and ${t} more vendors.</p>`:void 0}`}function Lt({vendor:e,subject:t,text:n}){return l`<details class="letter"><summary>Letter to ${e}</summary>
<p><b>Subject:</b> ${t}</p>
<pre>${Rt(n)}</pre>
<p><button type="button" data-copies hidden>Copy the letter</button> <span role="status"></span></p></details>
`}function Rt(e){return m(e.split(`
`).slice(0,120).map(e=>s(e,1e3)).join(`
`))}function zt(e,t,n,r){switch(e.state){case`reviewed`:return Vt(e,t,n,r);case`invalid`:return l`<section id="${t}"><h2>${d(e.path)}</h2>
<p>These lines have to be corrected:</p>
${Bt(e.problems)}</section>`;case`removed`:return l`<section id="${t}"><h2>${d(e.path)}</h2>
<p>It is on the branch that this goes to, and is removed here. A manifest may not vanish unseen: put it back, or let an owner of the policy agree.</p>${e.was===void 0?void 0:Y(e.was)}</section>`;case`not-judged`:return l`<section id="${t}"><h2>${d(e.path)}</h2>
<p>It is sound, but there is no sound policy or pack to judge it by.</p></section>`}}function Bt(e){let t=e.length-200;return l`<ul class="todo">
${e.slice(0,200).map(({file:e,line:t,column:n,message:r})=>l`<li class="bad"><p class="place">${e}:${t}:${n}</p><p>${f(r)}</p></li>\n`)}</ul>${t>0?l`<p class="note">…and ${t} more</p>`:void 0}`}function Vt(e,t,n,{levers:r=[],delta:i,trend:a=[],vendorLetters:o=[]}){let{manifest:s,path:c,gate:u,isNew:p,estimate:m}=e,{name:h,summary:g}=s.product,_=oe(e,n,t),v=[[`todo`,`What to do`,Y(e)],[`change`,`What changed`,i&&xe(i)],[`levers`,`What would save most`,ze(r)],[`scorecard`,`Scorecard by practice`,Ge(e)],[`parts`,`Where it goes, part by part`,ue(m)],[`system`,`The system`,yt(e)],[`trend`,`The last reviews`,Nt(a)],[`findings`,`All findings`,Ae(e,_)],[`letters`,`Letters to vendors`,It(o)],[`assumed`,`What was assumed`,Ye(e)],[`sources`,`Where the figures come from`,Xe(e,_)]].flatMap(([e,n,r])=>r===void 0?[]:[{anchor:`${t}-${e}`,title:n,body:r}]);return l`<section id="${t}" class="manifest"><h2>${h}</h2>
${g===void 0?void 0:l`<p class="lead">${f(g,400)}</p>`}
<p class="meta">Judged as ${u.stage}, ${d(c)}${p?`, new here`:``}</p>
${Ue(e.tally)}
<h3 class="unseen">Energy, carbon, water and cost</h3>
${Ce(e)}
<nav aria-label="Parts of the report on ${h}"><ul>${v.map(({anchor:e,title:t})=>l`<li><a href="#${e}">${t}</a></li>`)}</ul></nav>
${v.map(({anchor:t,title:n,body:r})=>l`<section id="${t}"><h3>${n}</h3>\n${r}${t.endsWith(`-parts`)?Ht(e):void 0}</section>\n`)}</section>`}function Ht({estimate:t}){return l`<ul class="note">${e.x(t,g).map(e=>l`<li>${m(e)}</li>`)}</ul>`}const $={pass:`\u2713 ready`,fail:`\u2717 to fix`,waiting:`? waits`,"not-applicable":`\u2013 nothing applies`,error:`! not evaluated`};function Ut({manifests:t,together:n},r){let i=t.length-200;return l`<section id="overview"><h2>All manifests</h2>
${b({caption:`Manifests, with what each uses in a month`,columns:[{name:`Manifest`,isHead:!0},{name:`Verdict`},{name:`Score`,isNumber:!0},{name:`Decided`,isNumber:!0},...e.w.map(({name:e})=>({name:e}))],rows:[...t.slice(0,200).map((e,t)=>Wt(e,r(t))),...n===void 0?[]:[Gt(n)]],narrow:`scrolls`,more:i>0?`\u2026and ${i} more manifests, in the JSON report.`:void 0})}${n===void 0?void 0:Kt(n)}</section>`}function Wt(t,n){let r=n===void 0?d(t.path):l`<a href="#${n}">${d(t.path)}</a>`;return t.state===`reviewed`?[l`${r} ${t.manifest.product.name}`,$[e.Tt(t)],e.ct(e.Mn(t.tally)),e.ct(e.jn(t.tally)),...e.w.map(({metric:e})=>C(t.estimate.month[e]))]:[r,$[e.Tt(t)],``,``,``,``,``,``]}function Gt({manifests:t,month:n}){let r=e.w.map(({metric:t})=>{let r=n[t];return e.xi(r)?l`<span class="unknown">unknown</span>`:C(r)});return[`All ${t} together`,``,``,``,...r]}function Kt({budgets:e}){return e.length===0?void 0:l`<p>Limits of the policy for all manifests together:</p><ul>${e.map(({state:e,sentence:t})=>l`<li>${qt[e]} ${f(t)}</li>`)}</ul>`}const qt={met:`\u2713`,over:`\u2717`,undecided:`?`,unknown:`?`,"no-base":`\u2013`},Jt=`"use strict";
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
`,Yt=`--page:#fff;--card:#f5f8f6;--ink:#17211c;--quiet:#4f5b55;--edge:#d3dbd6;--strong:#7b8a82;--link:#0b57a4;
--good:#0a6637;--good-card:#e6f4ec;--bad:#b3261e;--bad-card:#fdecea;--open:#7d4e00;--open-card:#fdf2dc;
--bar:#8fb8a4;--mark:#0a4d2b;--limit:#b3261e;--undecided:#d3dbd6;
--most:#8c2d04;--most-ink:#fff;--much:#f08a4b;--much-ink:#17211c;--some:#fdbe85;--some-ink:#17211c;--little:#fff1e0;--little-ink:#17211c`,Xt=`
:root{color-scheme:light dark;${Yt}}
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
:root{color-scheme:light;${Yt}}
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
`,Zt={pass:`\u2713`,"not-applicable":`\u2013`,fail:`\u2717`,waiting:`?`,error:`!`},Qt={pass:l`good`,"not-applicable":l`good`,fail:l`bad`,waiting:l`open`,error:l`open`};function $t(t){let{title:n,advice:r}=e.C(t);return l`<div class="banner ${Qt[t.verdict]}"><span class="sign" aria-hidden="true">${Zt[t.verdict]}</span>
<div><h1>${n}</h1>
<p>${f(r)}</p></div></div>`}function en(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var tn;function nn(t,n=new Map){let{manifests:r,problems:i,packs:a,today:o,toolVersion:s}=t,c=r.slice(0,20),u=r.length-c.length,d=e=>e<c.length?`m${e+1}`:void 0,f=r.flatMap(e=>e.state===`reviewed`?[e.manifest.product.name]:[]),[p]=f.length===1?f:[],{title:g}=e.C(t);return h(l(tn||=en([`<!doctype html>
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
`]),rn(),g,p===void 0?``:` \u00B7 ${p}`,m(Xt),p??`${r.length} manifests`,o,$t(t),i.length>0?l`<section id="problems"><h2>Problems in the policy or a pack</h2>${Bt(i)}</section>`:void 0,r.length>1?Ut(t,d):void 0,c.map((e,t)=>zt(e,`m${t+1}`,a,n.get(e.path)??{})),u>0?l`<p class="note">…and ${u} more manifests, in the JSON report.</p>`:void 0,ae(t),s,m(Jt)))}function rn(){let[e,t]=[Xt,Jt].map(e=>`'sha256-${(0,a.hash)(`sha256`,e,`base64`)}'`);return[`default-src 'none'`,`style-src ${e}`,`script-src ${t}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `)}exports.renderHtml=nn;
/** How the page looks: light and dark, wide and narrow, on screen and on paper. */

import { CHART_STYLE } from "./chart-style.ts";

/** Text on its ground has a contrast of 4.5 to 1 or more, in both modes. */
const LIGHT = `--page:#fff;--card:#f5f8f6;--ink:#17211c;--quiet:#4f5b55;--edge:#d3dbd6;--strong:#7b8a82;--link:#0b57a4;
--good:#0a6637;--good-card:#e6f4ec;--bad:#b3261e;--bad-card:#fdecea;--open:#7d4e00;--open-card:#fdf2dc;
--bar:#8fb8a4;--mark:#0a4d2b;--limit:#b3261e;--undecided:#d3dbd6;
--most:#8c2d04;--most-ink:#fff;--much:#f08a4b;--much-ink:#17211c;--some:#fdbe85;--some-ink:#17211c;--little:#fff1e0;--little-ink:#17211c`;
const DARK = `--page:#101512;--card:#19211c;--ink:#e7eee9;--quiet:#a9b6ae;--edge:#36423b;--strong:#7d8c84;--link:#8fbcf7;
--good:#79d6a2;--good-card:#12291d;--bad:#ff9f96;--bad-card:#38181a;--open:#f2bf6b;--open-card:#33260f;
--bar:#3f6f58;--mark:#c9f2db;--limit:#ff9f96;--undecided:#46534b;
--most:#ffb37a;--most-ink:#17211c;--much:#a8481a;--much-ink:#fff;--some:#6b3413;--some-ink:#fff;--little:#33221a;--little-ink:#fff`;

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
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
th button::after{content:" ↕";color:var(--quiet)}
th[aria-sort=ascending] button::after{content:" ↑"}th[aria-sort=descending] button::after{content:" ↓"}
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
${CHART_STYLE}
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
:root{color-scheme:light;${LIGHT}}
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
`;

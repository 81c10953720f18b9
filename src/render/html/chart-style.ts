/** How bars, ranges, bands and the diagram look; colours come from the page. */
export const CHART_STYLE = `
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
.part.unknown .box{stroke-dasharray:4 3}`;

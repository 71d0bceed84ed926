/**
 * How a page of ours looks, in light and in dark. `--s0` to `--s8` are the colours of series: distinct for colour-blind
 * eyes (after Okabe and Ito), lighter in the dark.
 */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --text: #1c2733; --soft: #5b6875; --rule: #d8dee4; --back: #fff; --panel: #f5f7f9;
  --s0: #0072b2; --s1: #e69f00; --s2: #009e73; --s3: #cc79a7; --s4: #56b4e9; --s5: #8c6bb1; --s6: #a6761d; --s7: #d55e00; --s8: #7f8c99; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e9ee; --soft: #9aa7b4; --rule: #35404b; --back: #12181f; --panel: #1b232c;
  --s0: #4da3dc; --s1: #f0b73c; --s2: #34c197; --s3: #dd9cc0; --s4: #86cbf2; --s5: #b39ad1; --s6: #c79a4b; --s7: #ee8441; --s8: #9ba7b3; } }
body { margin: 0 auto; max-width: 980px; padding: 2rem 1.25rem 4rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; }
h3 { font-size: .95rem; font-weight: 600; color: var(--soft); margin: 1rem 0 .2rem; }
.summary { font-size: 1.1rem; color: var(--soft); margin: 0; }
.warning { border-left: 4px solid var(--s7); padding-left: .8rem; }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .86rem; font-variant-numeric: tabular-nums; }
th, td { padding: .28rem .8rem .28rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
th { color: var(--soft); font-weight: 600; } .n { text-align: right; white-space: nowrap; }
figure { margin: .8rem 0; padding: .8rem 1rem; background: var(--panel); border-radius: 8px; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: var(--soft); } svg .value { fill: var(--text); font-weight: 600; }
.rule { stroke: var(--rule); fill: none; }
${Array.from({ length: 9 }, (_, index) => `.s${index} { fill: var(--s${index}); }`).join(' ')}
li { margin: .25rem 0; }
`;

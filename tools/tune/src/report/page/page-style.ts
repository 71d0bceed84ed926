import { PAGE_STYLE } from '@acado/cost/render';
import { chartStyle, OF_PAGE } from '../chart/style.ts';

/** How reports look: the house's style, the chart's, and what they need beside. */
export const REPORT_STYLE = `${PAGE_STYLE}
${chartStyle(OF_PAGE)}
:root { --chosen: #00785a; --limit: #8a5f0f; }
@media (prefers-color-scheme: dark) { :root { --chosen: #34c197; --limit: #c79a4b; } }
body { max-width: 1120px; } h1 { overflow-wrap: anywhere; }
[hidden] { display: none !important; }
a { color: var(--s0); } .lead { font-size: 1.25rem; line-height: 1.35; margin: .8rem 0 .3rem; } .soft { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: .8rem; margin: 1.4rem 0; padding: 0; }
.cards div { background: var(--panel); border-radius: 8px; padding: .8rem 1rem; }
.cards dt { color: var(--soft); font-size: .82rem; } .cards dd { margin: 0; } .cards .big { font-size: 1.45rem; font-weight: 600; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem 1.6rem; margin: 1rem 0 .6rem; font-size: .9rem; }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: center; }
legend { float: left; padding: 0; margin-right: .2rem; color: var(--soft); }
label { display: inline-flex; gap: .35rem; align-items: center; } input { accent-color: var(--s0); margin: 0; }
select { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--rule); border-radius: 4px; padding: .1rem .3rem; }
.weight output { min-width: 3.2em; font-variant-numeric: tabular-nums; } .weight:has(input:disabled) { opacity: .5; }
.swatch { width: 22px; height: 12px; flex: none; }
figure { overflow-x: auto; } .plot { position: relative; min-width: 660px; border-radius: 6px; }
.plot:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--s0); outline-offset: 3px; }
.chart .cursor { stroke: var(--text); opacity: .55; }
.tip { position: absolute; top: 70px; left: 0; z-index: 1; pointer-events: none; background: var(--back); border: 1px solid var(--rule); border-radius: 8px; box-shadow: 0 4px 18px #0003; padding: .6rem .8rem; }
.tip table { margin: .2rem 0 0; font-size: .8rem; line-height: 1.35; } .tip th { white-space: nowrap; } .tip p { margin: .2rem 0 0; font-size: .84rem; max-width: 22rem; overflow-wrap: anywhere; }
.tip td, .tip th { border: 0; padding: .08rem .9rem .08rem 0; } .tip strong { font-size: .95rem; }
@media (max-width: 600px) { .tip table { font-size: .66rem; } }
figcaption { color: var(--soft); font-size: .85rem; margin-top: .4rem; overflow-wrap: anywhere; }
.marked td { font-weight: 600; background: color-mix(in srgb, var(--chosen) 12%, transparent); }
dl.method { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; font-size: .9rem; } dl.method dt { color: var(--soft); } dl.method dd { margin: 0; overflow-wrap: anywhere; }
th.n { white-space: normal; vertical-align: bottom; } th { vertical-align: bottom; } td { max-width: 30rem; min-width: 2.4rem; }
`;

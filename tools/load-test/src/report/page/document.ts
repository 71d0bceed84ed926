import { escape, PAGE_STYLE } from '@acado/cost/render';
import { modelText } from '../format.ts';
import type { LoadHead } from '../load-result.ts';
import { LIMITS } from '../sentences.ts';

const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

const COLOURS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const STYLE = `${PAGE_STYLE}
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
${COLOURS.map((n) => `.l${n} { stroke: var(--s${n}); } .k${n} { background: var(--s${n}); }`).join('\n')}
.key { display: inline-block; width: 14px; height: 4px; margin: 0 .4rem 0 .9rem; vertical-align: middle; border-radius: 2px; }
figcaption { color: var(--soft); font-size: .85rem; } figcaption .key:first-child { margin-left: 0; }
.marked td { font-weight: 600; } .lead { font-size: 1.25rem; line-height: 1.35; margin: .8rem 0 .3rem; } .soft { color: var(--soft); }
.bad { color: var(--s7); font-weight: 600; }
@media (max-width: 600px) { figure svg text { font-size: 20px; } }
`;

/** A page that needs nothing but itself. */
export function documentOf(
  result: LoadHead & { startedAt: string },
  lead: string,
  body: readonly string[],
): string {
  const { service, scenario, target, model, startedAt } = result;
  const title = `Load test of ${service}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<main>
<h1>${escape(title)}</h1>
<p class="summary">${escape(`${scenario.name} (${scenario.file}) on ${target.url} (${target.kind}), ${startedAt}`)}</p>
<p class="summary">${escape(modelText(model))}</p>
<p class="lead">${escape(lead)}</p>
${body.join('\n')}
${note(LIMITS)}
</main>
</html>
`;
}

export const heading = (text: string): string => `<h2>${escape(text)}</h2>`;

export const note = (text: string): string => `<p class="soft">${escape(text)}</p>`;

/** Items that begin with "FAILS" stand out. */
export const list = (items: readonly string[]): string =>
  `<ul>\n${items
    .map((item) => `<li${item.includes('FAILS') ? ' class="bad"' : ''}>${escape(item)}</li>`)
    .join('\n')}\n</ul>`;

/** Colours of a chart: values for a file that stands alone, variables of the page within one. */
export interface Colours {
  text: string;
  soft: string;
  rule: string;
  back: string;
  chosen: string;
  limit: string;
  /** Of the series. */
  looks: readonly string[];
}

/** The house's colours in light (`PAGE_STYLE`), distinct for colour-blind eyes; darker where they carry text. */
export const LIGHT: Colours = {
  text: '#1c2733',
  soft: '#5b6875',
  rule: '#d8dee4',
  back: '#fff',
  chosen: '#00785a',
  limit: '#8a5f0f',
  looks: ['#0072b2', '#d55e00', '#8c6bb1', '#7f8c99'],
};

/** The variables of a page; `PAGE_STYLE` has most of them. */
export const OF_PAGE: Colours = {
  text: 'var(--text)',
  soft: 'var(--soft)',
  rule: 'var(--rule)',
  back: 'var(--panel)',
  chosen: 'var(--chosen)',
  limit: 'var(--limit)',
  looks: ['var(--s0)', 'var(--s7)', 'var(--s5)', 'var(--s8)'],
};

/** Rules as simple as renderers other than browsers understand them. */
export const chartStyle = ({ text, soft, rule, back, chosen, limit, looks }: Colours): string =>
  [
    `.chart text { fill: ${soft}; }`,
    `.chart .strong { fill: ${text}; font-weight: 600; }`,
    `.chart .title { fill: ${text}; font-weight: 600; font-size: 18px; }`,
    `.chart .halo { stroke: ${back}; stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }`,
    `.chart .grid { stroke: ${rule}; }`,
    `.chart .axis { stroke: ${soft}; }`,
    `.chart .band { fill: ${chosen}; opacity: .12; }`,
    `.chart .now { stroke: ${soft}; stroke-dasharray: 2 4; stroke-width: 1.5; }`,
    `.chart .pill-chosen { fill: ${chosen}; }`,
    `.chart .on-pill { fill: ${back}; font-weight: 600; }`,
    `.chart .pill-current { fill: ${back}; stroke: ${soft}; }`,
    `.chart .limit { stroke: ${limit}; stroke-width: 1.5; stroke-dasharray: 7 4; fill: none; }`,
    `.chart .limit-text { fill: ${limit}; font-weight: 600; }`,
    `.chart .line { fill: none; stroke-width: 2; }`,
    `.chart .dashed { fill: none; stroke-width: 1.2; stroke-dasharray: 4 4; opacity: .7; }`,
    `.chart .bar { fill: none; stroke-width: 1.3; }`,
    `.chart .mark { stroke-width: 1.6; }`,
    `.chart .refused .mark { fill: ${back}; }`,
    `.chart .ring { fill: none; stroke: none; }`,
    `.chart .chosen .ring { stroke: ${chosen}; stroke-width: 2.2; }`,
    `.chart .cross { fill: none; stroke-width: 2; }`,
    ...looks.map((colour, look) =>
      [
        `.chart .k${look} .line, .chart .k${look} .dashed, .chart .k${look} .bar, .chart .k${look} .cross { stroke: ${colour}; }`,
        `.chart .k${look} .mark { fill: ${colour}; stroke: ${colour}; }`,
        `.chart .k${look} .refused .mark { fill: ${back}; }`,
      ].join('\n'),
    ),
  ].join('\n');

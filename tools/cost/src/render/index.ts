export { escape } from './escape.ts';
export { PAGE_STYLE } from './page-style.ts';
export { plain } from './plain.ts';
export { type Table, tableHtml, tableMarkdown } from './table.ts';
export { ticks } from './ticks.ts';

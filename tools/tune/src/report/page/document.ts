import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escape } from '@acado/cost/render';
import { REPORT_STYLE } from './page-style.ts';

const SCRIPT = `\n${readFileSync(join(import.meta.dirname, 'behaviour.js'), 'utf8')}`;
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A page that needs nothing but itself: it loads nothing, and no script runs in it but ours. */
export const documentOf = (title: string, body: readonly string[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<style>${REPORT_STYLE}</style>
<main>
${body.join('\n')}
</main>
<script>${SCRIPT}</script>
</html>
`;

export const paragraph = (text: string, className = ''): string =>
  `<p${className && ` class="${className}"`}>${escape(text)}</p>`;

export const heading = (text: string): string => `<h2>${escape(text)}</h2>`;

/** A figure of a `dl.cards`, and what is to be said of it. */
export const card = (name: string, value: string, remark: string): string =>
  `<div><dt>${escape(name)}</dt><dd class="big">${escape(value)}</dd><dd>${escape(remark)}</dd></div>`;

export const list = (items: readonly string[]): string =>
  `<ul>\n${items.map((item) => `<li>${escape(item)}</li>`).join('\n')}\n</ul>`;

/** Only what a browser opens as a page; nothing of a run makes it run a script. */
export const link = (url: string, text: string): string =>
  /^(https?:|[^:]*$)/i.test(url) ? `<a href="${escape(url)}">${escape(text)}</a>` : escape(text);

// What was tuned, measured and tested so far.
import { byId, html, problem, show } from './dom.js';
import { ask } from './live.js';

/** @typedef {import('../src/http/report-files.ts').ReportLink} ReportLink */

const SHOWN = 12;
const place = byId('report-list', HTMLElement);

/** @param {ReportLink} report */
function itemOf({ title, kind, at, url }) {
  return html(
    'li',
    {},
    html('a', { href: url, target: '_blank', rel: 'noopener' }, title),
    html('span', {}, kind),
    html('time', {}, at === undefined ? '' : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`),
  );
}

export async function showReports() {
  try {
    /** @type {{ reports: ReportLink[] }} */
    const { reports } = await ask('/api/reports');
    if (reports.length === 0) {
      const how = 'No reports yet: npx nx tune worker-b --function storeOrders makes one.';
      return show(place, html('p', { class: 'empty' }, how));
    }
    const older = reports.slice(SHOWN);
    show(
      place,
      html('ul', { class: 'reports' }, ...reports.slice(0, SHOWN).map(itemOf)),
      older.length > 0 &&
        html(
          'details',
          {},
          html('summary', {}, `${older.length} older`),
          html('ul', { class: 'reports' }, ...older.map(itemOf)),
        ),
    );
  } catch (error) {
    show(place, problem(error));
  }
}

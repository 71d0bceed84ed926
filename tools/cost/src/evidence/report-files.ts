import { createHash } from 'node:crypto';
import { type PriceBook } from '@acado/pricing';
import { type Files, jsonText, linesText } from './record/files.ts';
import { type Evidence, evidenceFiles, inOrder } from './record/record.ts';
import { markdownOf } from './render/markdown.ts';
import { htmlOf } from './render/html.ts';
import { COLD_SHARE, MILLION } from './report/subject.ts';
import { buildReport } from './report/build-report.ts';
import type { Report } from './report/model.ts';
import { type MonthlyLine, priceMonth } from './report/price-run.ts';
import { priceFileOf } from './report/recording-book.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A usage line with what it costs: which price of prices.json, for how much. */
const pricedLine = ({ tags, counted, monthly, prices, usd }: MonthlyLine) => ({
  ...tags,
  counted,
  perMillionOrders: monthly,
  prices: prices.map(({ item, quantity, price }) => ({ item, quantity, price })),
  usd: Number(usd.toFixed(9)),
});

/** The report and everything that is made of the evidence, by file. */
export interface Reported {
  report: Report;
  files: Files;
}

/** Makes all files: those of the evidence, and what follows from them and the prices. */
export function reportFiles(measured: Evidence, book: PriceBook): Reported {
  const evidence = inOrder(measured);
  const { run, recordings } = evidence;
  const draft = buildReport(evidence, book);
  const files = evidenceFiles(evidence, priceFileOf(draft.prices, run.region));
  const digests = [...files].map(([file, text]) => ({ file, sha256: sha256(text) }));
  const report: Report = { ...draft, evidence: digests };
  const pricing = { run, book, coldShare: COLD_SHARE };
  for (const [name, recording] of recordings) {
    const lines = priceMonth(recording, MILLION, pricing).map(pricedLine);
    files.set(`runs/${name}/priced-lines.ndjson`, linesText(lines));
  }
  files.set('report.json', jsonText(report));
  files.set('report.md', markdownOf(report));
  files.set('index.html', htmlOf(report));
  return { report, files };
}

import type { Table } from '../../render/table.ts';
import type { Report } from '../report/model.ts';
import { count, percent, usd } from './format.ts';
import {
  arrivalTable,
  beforeAfterTable,
  claimsTable,
  functionsTable,
  latencyTable,
  monthlyTable,
  noiseTable,
  pricesTable,
  removableTable,
  remainingTable,
  scalingTable,
  sensitivityTable,
  variantsTable,
  waterfallTable,
} from './tables.ts';

/** A part of the report, as both renderings show it. */
export interface Section {
  title: string;
  /** The chart that belongs to it; Markdown has none. */
  chart?: 'meters' | 'services' | 'latency' | 'waterfall' | 'scaling';
  text?: string[];
  tables: Table[];
  list?: string[];
}

export const titleOf = ({ headline }: Report): string =>
  `The pipeline costs ${percent(headline.saving, 0)} less per order than the baseline`;

export function summaryOf({ headline, run }: Report): string {
  const { baselineUsdPerMillion, pipelineUsdPerMillion, latency } = headline;
  return (
    `${usd(pipelineUsdPerMillion)} instead of ${usd(baselineUsdPerMillion)} USD per million orders in ${run.region}; ` +
    `an answer takes ${latency.pipeline.answer.p95} instead of ${latency.baseline.answer.p95} ms (p95).`
  );
}

const monthlyText = ({ breakEvenOrdersPerMonth: orders }: Report): string =>
  "Most of the pipeline's are metrics and alarms, which an account can do with fewer of." +
  (orders === undefined ? '' : ` They are saved again from ${count(orders)} orders a month on.`);

/** The report in the order in which it is read. */
export function sectionsOf(report: Report): Section[] {
  const { run, method } = report;
  const { machine } = run;
  return [
    { title: 'What was to be shown', tables: [claimsTable(report)] },
    {
      title: 'Cost per million orders, by AWS meter',
      chart: 'meters',
      tables: [beforeAfterTable(report, 'byMeter', 'USD')],
    },
    {
      title: 'Cost per million orders, by service',
      chart: 'services',
      tables: [beforeAfterTable(report, 'byService', 'USD')],
    },
    {
      title: 'Latency',
      chart: 'latency',
      text: [
        'The baseline answers when everything is done. The pipeline answers when the order can no longer be lost, and processes it in batches, which wait for company. All orders of V0 and V7 and of the runs that repeat them; of the pipeline’s, the slowest came while a batch was processed on the same cores.',
      ],
      tables: [latencyTable(report)],
    },
    {
      title: 'What each technique saves',
      chart: 'waterfall',
      text: [
        'Techniques are switched on one after the other; each is the difference between two runs. “Asynchronous” by itself costs more: an order takes its way through queues and five functions alone. It is what lets orders be batched. “Receipts in the table” is a difference on paper: the run priced with one PUT to S3 per receipt in place of the write units that were measured.',
      ],
      tables: [waterfallTable(report), variantsTable(report)],
    },
    {
      title: 'A month, with volume tiers',
      chart: 'scaling',
      text: [
        'USD, without the monthly costs below, and with batches as full as they were measured: “How full batches are” says what becomes of them when a month’s orders come in evenly.',
      ],
      tables: [scalingTable(report)],
    },
    {
      title: 'Monthly costs, however many orders',
      text: [monthlyText(report)],
      tables: [monthlyTable(report, 'fixed')],
    },
    {
      title: 'Keeping a million orders for a month',
      tables: [monthlyTable(report, 'keeping')],
    },
    {
      title: 'If something were different',
      text: ['USD per million orders.'],
      tables: [sensitivityTable(report)],
    },
    {
      title: 'How full batches are',
      text: [
        'Modelled from batch sizes and windows of production, for orders that come in evenly: how many are in a batch of each function, and what a million of them cost. A million orders a month are 0.39 a second, 100 million 39, 10 billion 3,900.',
      ],
      tables: [arrivalTable(report)],
    },
    {
      title: 'Where the rest of the cost is',
      tables: [remainingTable(report)],
    },
    {
      title: 'What would remove it',
      text: ['Not done, because of what it gives up. The savings do not simply add up.'],
      tables: [removableTable(report)],
    },
    { title: 'Functions', tables: [functionsTable(report)] },
    {
      title: 'Noise',
      text: ['The same run twice, the second one at the end.'],
      tables: [noiseTable(report)],
    },
    { title: 'What is measured', tables: [], list: method.measured },
    { title: 'What is assumed', tables: [], list: method.assumed },
    {
      title: 'Prices',
      tables: [pricesTable(report)],
    },
    {
      title: 'The run',
      tables: [],
      list: [
        `${run.startedAt}, revision ${run.revision ?? 'unknown'}`,
        `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}`,
        `seed ${run.seed}, ${run.orders} orders after ${run.warmUpOrders} of warm-up, ${run.ordersPerSecond} a second`,
        'runs/<run>/ has the REPORT lines, the counted usage, every order’s latency, the configuration and the priced usage lines of each run; npm run evidence -- --verify makes this report of them again and compares.',
      ],
    },
  ];
}

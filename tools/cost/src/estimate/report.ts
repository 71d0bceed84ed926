import { textTable } from '@acado/command-line';
import type { Estimate, EstimateOptions, PricedRow } from './estimate.ts';
import { CONFIDENCE } from './noise.ts';

/** An estimate with what is said about it. */
export interface Report {
  estimate: Estimate;
  options: EstimateOptions;
  /** What a million events may be off by, in USD. */
  noise: number;
  notes: string[];
}

/** USD: cents matter little, a ten-thousandth of a dollar per million does. */
export const usd = (amount: number): string => amount.toFixed(4);

const count = (quantity: number): string =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 100 ? 2 : 0 });

/** An estimate for people. */
export function reportText({ estimate, options, noise, notes }: Report): string {
  const { shape, usage, flows } = estimate;
  const { runs } = usage.measured;
  const plural = `${usage.event}s`;
  return [
    `${usage.service}: a million ${plural} in ${options.region} (template of stage ${shape.stage})\n`,
    rowTable(estimate, estimate.events, estimate.usdPerMillion),
    `± ${usd(noise)} USD from the noise of the measurement (${CONFIDENCE * 100} %, ${runs} runs)\n`,
    `By ${usage.event}: invocations × billed ms`,
    textTable(
      [
        ['function', 'memory', 'trigger', 'invocations', 'billed ms', 'batch', 'tries'],
        ...flows.map(({ shape: { key, memoryMb, architecture, trigger }, ...flow }) => [
          key,
          `${memoryMb} MB ${architecture}`,
          triggerName(trigger),
          flow.invocations.toFixed(4),
          flow.billedMs.toFixed(1),
          flow.queue?.batch.toFixed(1) ?? '',
          flow.queue?.attempts.toFixed(3) ?? '',
        ]),
      ],
      [3, 4, 5, 6],
    ),
    `Every month, with ${count(options.eventsPerMonth)} ${plural} (for the logs that are kept)`,
    rowTable(estimate, estimate.monthly, estimate.usdPerMonth),
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

const triggerName = (trigger: Estimate['flows'][number]['shape']['trigger']): string => {
  if (trigger.type === 'api') return `${trigger.api.type.toUpperCase()} API`;
  if (trigger.type === 'other') return 'invoked';
  const { rule, logicalId } = trigger.queue;
  return rule ? `bus → ${rule.logicalId} → ${logicalId}` : logicalId;
};

function rowTable({ shape }: Estimate, rows: readonly PricedRow[], total: number): string {
  // Every physical name begins with it.
  const prefix = `${shape.name}-${shape.stage}-`;
  const body = rows.flatMap(({ function: key = '', resource, items }) =>
    items.map(({ item, unit, quantity, usd: cost }) => [
      ...[key, item, resource.replace(prefix, ''), count(quantity), unit],
      usd(cost),
    ]),
  );
  const heading = ['function', 'meter', 'resource', 'units', 'unit', 'USD'];
  return textTable([heading, ...body, ['total', '', '', '', '', usd(total)]], [3, 5]);
}

/** An estimate as plain JSON. */
export function reportJson({ estimate, options, noise, notes }: Report) {
  const { shape, usage, events, monthly, usdPerMillion, usdPerMonth, flows } = estimate;
  const rows = (priced: readonly PricedRow[]) =>
    priced.map(({ function: key, resource, line, items, usd: cost }) => ({
      ...{ function: key, resource, meter: line.meter, usage: line, items },
      usd: cost,
    }));
  return {
    service: usage.service,
    region: options.region,
    stage: shape.stage,
    event: usage.event,
    currency: 'USD',
    perMillionEvents: {
      total: usdPerMillion,
      noise: { confidence: CONFIDENCE, runs: usage.measured.runs, usd: noise },
      rows: rows(events),
    },
    perMonth: {
      total: usdPerMonth,
      eventsPerMonth: options.eventsPerMonth,
      rows: rows(monthly),
    },
    flow: flows.map(({ shape: { key }, invocations, billedMs, queue }) => ({
      ...{ function: key, invocations, billedMs },
      messages: queue?.messages,
      batch: queue?.batch,
      attempts: queue?.attempts,
    })),
    measured: usage.measured,
    notes,
  };
}

import { priceUsage } from '@acado/pricing';
import type { Recording } from '../run/run-variant.ts';
import { type Analysis, MILLION } from './analysis.ts';
import { invocationsOf } from './invocations.ts';
import type { Sensitivity } from './model.ts';
import { type Micro, savingOf, toMicro, toUsd } from './money.ts';
import { totalOf } from './price-run.ts';
import { receiptPuts, receiptUnits } from './waterfall.ts';

/** Messages that were sent to the queues of a run, less the receives that brought them. */
function savedReceives({ usage }: Recording): number {
  const sum = (operation: RegExp) =>
    usage.calls
      .filter(({ service, operation: name }) => service === 'sqs' && operation.test(name))
      .reduce((total, { requests, empty = 0 }) => total + requests - empty, 0);
  return Math.max(0, sum(/^SendMessage$/) - sum(/^ReceiveMessage$/));
}

/** What comes out under other assumptions. */
export function sensitivityOf(
  analysis: Analysis,
  baseline: string,
  pipeline: string,
): Sensitivity[] {
  const { parts, recording, recordings, pricing } = analysis;
  const { run, book } = pricing;
  const before = totalOf(parts(baseline));
  const after = totalOf(parts(pipeline));
  const line = (
    what: string,
    how: Sensitivity['how'],
    { from = before, to = after }: { from?: Micro; to?: Micro },
  ): Sensitivity => ({
    what,
    how,
    baselineUsdPerMillion: toUsd(from),
    pipelineUsdPerMillion: toUsd(to),
    saving: savingOf(from, to),
  });

  const memory = [512, 3008]
    .filter((memoryMb) => recordings.has(`V0-${memoryMb}`))
    .map((memoryMb) =>
      line(`Baseline with ${memoryMb} MB`, 'measured', {
        from: totalOf(parts(`V0-${memoryMb}`)),
      }),
    );
  const receipts = receiptUnits(parts(pipeline));
  const receives = priceUsage(
    [
      {
        meter: 'sqs-requests',
        region: run.region,
        type: 'standard',
        requests: Math.round((savedReceives(recording(pipeline)) / run.orders) * MILLION),
      },
    ],
    { book },
  );
  const cold = (coldShare: number) =>
    line(`${coldShare * 100} % of the invocations are cold starts`, 're-priced', {
      from: totalOf(parts(baseline, { coldShare })),
      to: totalOf(parts(pipeline, { coldShare })),
    });
  const counted = (name: string): Micro => {
    const invocations = [...invocationsOf(recording(name).reports).values()];
    const share = invocations.reduce((sum, { cold: starts }) => sum + starts, 0);
    const count = invocations.reduce((sum, invocation) => sum + invocation.count, 0);
    return totalOf(parts(name, { coldShare: share / count }));
  };
  return [
    line('As above', 'measured', {}),
    ...memory,
    line('Baseline with its receipts in a table, packed as those of the pipeline', 're-priced', {
      from: before - receiptPuts(pricing) + receipts,
    }),
    line('One message per ReceiveMessage, as with little traffic', 're-priced', {
      to: after + toMicro(receives.total),
    }),
    cold(0),
    cold(0.05),
    line('As many cold starts as happened while it was measured', 'measured', {
      from: counted(baseline),
      to: counted(pipeline),
    }),
  ];
}

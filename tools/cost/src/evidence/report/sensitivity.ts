import { priceUsage } from '@acado/pricing';
import type { Recording } from '../run/run-variant.ts';
import type { Analysis } from './analysis.ts';
import { MILLION } from './subject.ts';
import { invocationsOf } from './invocations.ts';
import type { Sensitivity } from './model.ts';
import { type Micro, savingOf, toMicro, toUsd } from './money.ts';
import { totalOf } from './price-run.ts';
import { receiptPuts, receiptUnits } from './waterfall.ts';

/** What it would cost more, per million orders, if each receive brought so many messages. */
function receivesCost(
  { usage }: Recording,
  messagesEach: number,
  { run, book }: Analysis['pricing'],
): Micro {
  const sum = (...names: string[]) =>
    usage.calls
      .filter(({ service, operation }) => service === 'sqs' && names.includes(operation))
      .reduce((total, { requests, empty = 0 }) => total + requests - empty, 0);
  const price = (receives: number) =>
    toMicro(
      priceUsage(
        [
          {
            meter: 'sqs-requests',
            region: run.region,
            type: 'standard',
            requests: Math.round((receives / run.orders) * MILLION),
          },
        ],
        { book },
      ).total,
    );
  // One order per request makes one message per batch.
  const messages = sum('SendMessage', 'SendMessageBatch');
  return price(messages / messagesEach) - price(sum('ReceiveMessage'));
}

/** What comes out under other assumptions. */
export function sensitivityOf(
  analysis: Analysis,
  baseline: string,
  pipeline: string,
): Sensitivity[] {
  const { parts, recording, recordings, pricing } = analysis;
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
  const receives = (what: string, messagesEach: number) =>
    line(what, 're-priced', {
      to: after + receivesCost(recording(pipeline), messagesEach, pricing),
    });
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
    receives('One message per ReceiveMessage, as with little traffic', 1),
    receives('Ten messages per ReceiveMessage, as with much traffic', 10),
    cold(0),
    cold(0.05),
    line('As many cold starts as happened while it was measured', 'measured', {
      from: counted(baseline),
      to: counted(pipeline),
    }),
  ];
}

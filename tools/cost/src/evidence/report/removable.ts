import { type PriceBook, type UsageLine, priceUsage } from '@acado/pricing';
import type { Run } from '../record/schemas.ts';
import { type Micro, toMicro } from './money.ts';
import { type Part, totalOf } from './price-run.ts';

/** Something that would make the pipeline cheaper still, and what it would give up. */
export interface Removable {
  what: string;
  /** Per million orders that would be saved. */
  usd: Micro;
  givesUp: string;
}

/** Of its peak, how much of provisioned capacity is used in this estimate. */
const UTILISATION = 0.7;
/** USD per write unit and hour, provisioned; us-east-1, not in the price book. */
const WRITE_UNIT_HOUR = 0.00065;
/** What a one-year Compute Savings Plan without upfront payment takes off arm64; us-east-1, not in the price book. */
const SAVINGS_PLAN = 1 - 0.0000117 / 0.0000133334;

/** Where the rest of the cost could go, the largest first. */
export function removables(parts: readonly Part[], { region }: Run, book: PriceBook): Removable[] {
  const of = (test: (part: Part) => boolean): Micro => totalOf(parts.filter(test));
  const isAtTheDoor = ({ function: name = '' }: Part) => name.endsWith('-placeOrders');
  const price = (line: UsageLine): Micro => toMicro(priceUsage([line], { book }).total);
  const writes = of(({ meter }) => meter === 'DynamoDB writes');
  const aWrite = price({ meter: 'dynamodb-units', region, writeRequestUnits: 1_000_000 });
  const provisioned = (WRITE_UNIT_HOUR * 1_000_000 * 1_000_000) / 3600 / UTILISATION / aWrite;
  return [
    {
      what: 'A Function URL in place of the HTTP API',
      usd: of(({ meter }) => meter === 'API Gateway'),
      givesUp: 'JWT authorizers, throttling by route, one host for several functions',
    },
    {
      what: `Provisioned write capacity, ${UTILISATION * 100} % used`,
      usd: Math.round(writes * (1 - provisioned)),
      givesUp: 'paying nothing when nobody orders; a peak over the capacity waits in the queues',
    },
    {
      what: 'Receipts rendered when they are asked for',
      usd: of(
        ({ meter, resource }) => meter === 'DynamoDB writes' && resource.endsWith('-receipts'),
      ),
      givesUp: 'receipts that no change of layout can alter (docs/adr/0002-where-receipts-live.md)',
    },
    {
      what: 'The API puts orders into the inbox by itself, without a function',
      usd: of((part) => isAtTheDoor(part) && part.meter !== 'SQS'),
      givesUp: 'validation before the answer, ids from Idempotency-Key, large orders by pointer',
    },
    {
      what: 'No ledger entry per archived event',
      usd: of(({ meter, resource }) => meter === 'DynamoDB writes' && resource.endsWith('-ledger')),
      givesUp: 'an archive that takes each event exactly once (docs/adr/0003-archive-ledger.md)',
    },
    {
      what: 'Lambda’s own log lines switched off, at most',
      usd: of(({ meter }) => meter === 'CloudWatch Logs'),
      givesUp: 'REPORT lines: what an invocation took, and evidence such as this',
    },
    {
      what: 'Compute Savings Plan for a year',
      usd: Math.round(of(({ meter }) => meter === 'Lambda duration') * SAVINGS_PLAN),
      givesUp: 'a commitment, whatever is used',
    },
  ].sort((a, b) => b.usd - a.usd);
}

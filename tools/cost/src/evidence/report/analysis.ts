import type { Evidence } from '../record/record.ts';
import type { Recording } from '../run/run-variant.ts';
import { SERVICES } from '../run/system.ts';
import { variantOf } from '../variants.ts';
import { COLD_SHARE, MILLION } from './subject.ts';
import { type Part, partsOf, priceMonth, type Pricing } from './price-run.ts';

/** The runs of the evidence, priced as one asks for them. */
export interface Analysis {
  pricing: Pricing;
  recordings: ReadonlyMap<string, Recording>;
  /** @throws {RangeError} If the run was not made. */
  recording: (name: string) => Recording;
  /** What a run costs, per million orders unless another number a month is given. */
  parts: (name: string, options?: { orders?: number; coldShare?: number }) => Part[];
}

/** Prices runs. */
export function analyse({ run, recordings }: Evidence, book: Pricing['book']): Analysis {
  const pricing = { run, book, coldShare: COLD_SHARE };
  const recording = (name: string): Recording => {
    const found = recordings.get(name);
    if (!found) throw new RangeError(`There is no run ${name}`);
    return found;
  };
  return {
    pricing,
    recordings,
    recording,
    parts: (name, { orders = MILLION, coldShare = COLD_SHARE } = {}) =>
      partsOf(
        priceMonth(recording(name), orders, { ...pricing, coldShare }),
        SERVICES[variantOf(name).architecture],
      ),
  };
}

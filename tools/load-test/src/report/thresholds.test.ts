import type { OpenModel } from '../engine/model.ts';
import { aMeasurement, aModel } from '../testing/a-result.ts';
import { judge } from './thresholds.ts';

const limits = { maxP95Ms: 100, maxErrorRate: 0.01 };
const okOf = (thresholds: ReturnType<typeof judge>) => thresholds.map(({ name, ok }) => [name, ok]);

describe('judge', () => {
  it('takes the service time of a closed load, and the intended start of an open one', () => {
    const open: OpenModel = {
      ...{ type: 'open', rate: 1, startRate: 1, rampUpMs: 0, durationMs: 1, maxUsers: 1 },
    };
    expect(okOf(judge(limits, aModel(), aMeasurement()))[0]).toEqual(['maxP95Ms', true]);
    expect(okOf(judge(limits, open, aMeasurement()))[0]).toEqual(['maxP95Ms', false]);
  });

  it('judges errors, and latency only when it is asked to', () => {
    const some = aMeasurement({ failed: 11 });
    expect(okOf(judge({ maxErrorRate: 0.01 }, aModel(), some))).toEqual([['maxErrorRate', false]]);
    expect(okOf(judge({ maxErrorRate: 0.02 }, aModel(), some))).toEqual([['maxErrorRate', true]]);
  });

  it('takes what nobody was free to send for an error', () => {
    const { total } = aMeasurement({ requests: 900, failed: 10 });
    expect(judge({ maxErrorRate: 0.1 }, aModel(), { total, unsent: 100 })).toEqual([
      { name: 'maxErrorRate', limit: 0.1, actual: 0.11, ok: false },
    ]);
  });

  it('holds nothing to be good of which nothing was measured', () => {
    const none = aMeasurement({ requests: 0, latencyMs: { service: null, corrected: null } });
    expect(judge(limits, aModel(), none).every(({ ok }) => !ok)).toBe(true);
  });
});

import { estimate } from '../estimate/estimate.ts';
import type { ServiceShape } from '../estimate/service-shape.ts';
import {
  aFunction,
  aShape,
  aUsageFile,
  exactly,
  someResources,
} from '../estimate/testing/a-service.ts';
import { compare } from './compare.ts';

const options = { region: 'us-east-1', eventsPerMonth: 1_000_000 };

const withMemory = (MemorySize: number): ServiceShape =>
  aShape({ ...someResources(), StoreLambdaFunction: aFunction({ MemorySize }) });

const withMs = (mean: number, standardError: number) => {
  const usage = aUsageFile();
  Object.assign(usage.functions['store']!.billedMs, exactly(mean, standardError));
  return usage;
};

const durationOf = ({ events }: ReturnType<typeof compare>) =>
  events.rows.find(
    ({ function: key, item }) => key === 'store' && item === 'lambda.duration.arm64',
  )!;

describe('compare', () => {
  it('sets each meter of each function beside what it was', () => {
    const usage = aUsageFile();
    const { events, monthly, sameUsage } = compare(
      estimate(withMemory(512), usage, options),
      estimate(withMemory(1024), usage, options),
      options,
    );

    expect(sameUsage).toBe(true);
    expect(events.after - events.before).toBeCloseTo(0.0066667, 6);
    expect(events.rows.filter(({ before, after }) => before !== after)).toEqual([
      expect.objectContaining({ function: 'store', item: 'lambda.duration.arm64' }),
    ]);
    expect(monthly.before).toBe(monthly.after);
  });

  it('lets what both sides share cancel out: twice the memory is twice the cost, however noisy', () => {
    const noisy = withMs(10, 4);
    const comparison = compare(
      estimate(withMemory(512), noisy, options),
      estimate(withMemory(1024), noisy, options),
      options,
    );

    expect(durationOf(comparison).noise).toBeCloseTo(0, 10);
  });

  it('holds a function on another architecture to what it cost before', () => {
    const usage = aUsageFile();
    const moved = aShape({
      ...someResources(),
      StoreLambdaFunction: aFunction({ MemorySize: 1024, Architectures: ['x86_64'] }),
    });
    const { events } = compare(
      estimate(withMemory(512), usage, options),
      estimate(moved, usage, options),
      options,
    );

    const [duration, ...others] = events.rows.filter(
      ({ function: key, item }) => key === 'store' && item.startsWith('lambda.duration'),
    );
    expect(duration!.item).toBe('lambda.duration.x86_64');
    // Twice the memory, at a price that is a quarter higher.
    expect(duration!.after / duration!.before).toBeCloseTo(2.5, 3);
    expect(others).toEqual([]);
  });

  it('adds up the noise of two measurements', () => {
    const comparison = compare(
      estimate(aShape(), withMs(10, 0.3), options),
      estimate(aShape(), withMs(10, 0.4), options),
      options,
    );

    expect(comparison.sameUsage).toBe(false);
    // √(0.3² + 0.4²) = 0.5 ms of 10 ms, which cost 0.0066667 USD; five runs each.
    expect(durationOf(comparison).noise).toBeCloseTo(0.0066667 * 0.05 * 2.776, 4);
  });

  it('is as sure as the measurement with fewer runs', () => {
    const few = withMs(10, 0.3);
    few.measured.runs = 3;
    const many = estimate(aShape(), withMs(10, 0.3), options);

    expect(compare(many, estimate(aShape(), few, options), options).runs).toBe(3);
    expect(compare(estimate(aShape(), few, options), many, options).runs).toBe(3);
  });

  it('counts all of a new service', () => {
    const { events } = compare(undefined, estimate(aShape(), aUsageFile(), options), options);

    expect(events.before).toBe(0);
    expect(events.after).toBeCloseTo(1.84, 3);
  });
});

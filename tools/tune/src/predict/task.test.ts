import { type Curve } from './measurements/measurements.ts';
import { oneByOne, referenceTasks, taskOf } from './task.ts';

const aCurve = (memoryMB: number[], overrides: Partial<Curve> = {}): Curve => ({
  id: 'a',
  family: 'f',
  what: 'computes',
  runtime: 'nodejs',
  arch: 'arm64',
  start: 'warm',
  memoryMB,
  durationMs: memoryMB.map((size) => 1e5 / size),
  costUsd: memoryMB.map(() => 1e-6),
  billing: 'arm-1ms',
  primary: true,
  flags: [],
  ...overrides,
});

describe('taskOf', () => {
  it('gives the smallest, the log-middle and the largest size', () => {
    const { given, hidden } = taskOf(aCurve([128, 256, 512, 1024, 1536, 3008]));

    expect(given).toEqual({
      memoryMb: [128, 512, 3008],
      durationMs: [781.25, 195.3125, 1e5 / 3008],
    });
    expect(hidden.memoryMb).toEqual([256, 1024, 1536]);
  });

  it('gives the smaller of two sizes that are as near to the middle', () => {
    expect(taskOf(aCurve([512, 768, 1024, 1536, 2048, 3072])).given.memoryMb).toEqual([
      512, 1024, 3072,
    ]);
  });

  it('gives other numbers of sizes in even steps', () => {
    const curve = aCurve([128, 256, 512, 1024, 2048]);

    expect(taskOf(curve, 2).given.memoryMb).toEqual([128, 2048]);
    expect(taskOf(curve, 4).given.memoryMb).toEqual([128, 256, 1024, 2048]);
  });
});

describe('oneByOne', () => {
  it('hides one size at a time', () => {
    const tasks = oneByOne(taskOf(aCurve([128, 256, 512, 1024, 2048])));

    expect(tasks.map(({ hidden }) => hidden.memoryMb)).toEqual([[256], [1024]]);
    expect(tasks[0]?.given.memoryMb).toEqual([128, 512, 1024, 2048]);
  });
});

describe('referenceTasks', () => {
  it('leaves out cold starts, repetitions and curves of fewer than five sizes', () => {
    const sizes = [128, 256, 512, 1024, 2048];
    const curves = [
      aCurve(sizes, { id: 'kept' }),
      aCurve(sizes, { start: 'cold' }),
      aCurve(sizes, { primary: false }),
      aCurve(sizes.slice(1)),
    ];

    expect(referenceTasks(curves).map(({ curve }) => curve.id)).toEqual(['kept']);
  });
});

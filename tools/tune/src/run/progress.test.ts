import { progressIn } from './journal.ts';
import { createProgressView } from './progress.ts';
import { anIo } from './testing/an-io.ts';

describe('progressIn', () => {
  it('adds up what the journal has of each candidate, smallest first', () => {
    const sample = (index: number, durationMs: number) => ({ index, sample: { durationMs } });
    expect(
      progressIn([
        { entry: 'a-run#plan' },
        { entry: 'a-run#version#arm64-1024' },
        { entry: 'a-run#version#arm64-512#0' },
        { entry: 'a-run#samples#arm64-512#0', taken: [sample(0, 4), sample(1, 8)] },
        { entry: 'a-run#samples#arm64-512#1', taken: [sample(1, 8), sample(2, 9)] },
        { entry: 'a-run#failure#x86_64-128', cause: 'too small' },
      ]),
    ).toEqual([
      { id: 'arm64-512', samples: 3, averageMs: 7, failure: undefined },
      { id: 'arm64-1024', samples: 0, averageMs: undefined, failure: undefined },
      { id: 'x86_64-128', samples: 0, averageMs: undefined, failure: 'too small' },
    ]);
  });
});

describe('createProgressView', () => {
  const functions = [
    { key: 'sell', num: 10 },
    { key: 'list', num: 10 },
  ];

  it('draws bars over the old ones on a terminal', () => {
    const { io, written } = anIo({ columns: 60, rows: 30 });
    const view = createProgressView(io.stderr, functions);
    view.update([[{ id: 'arm64-512', samples: 0 }], []]);
    view.update([[{ id: 'arm64-512', samples: 5, averageMs: 12.34 }], []]);
    const [first, second] = written.stderr.split('\x1b[3A');
    expect(first).toContain('arm64 512 MB    ░░░░░░░░░░░░░░░░░░░░░░░░ published');
    expect(second).toContain('████████████░░░░░░░░░░░░ 5 samples, 12');
    expect(second).toContain('list: to come');
    expect(second!.split('\n').every((line) => line.length < 70)).toBe(true);
  });

  it('puts a function that is done into one row', () => {
    const { io, written } = anIo({ columns: 80, rows: 30 });
    const view = createProgressView(io.stderr, functions);
    view.update([[{ id: 'arm64-512', samples: 5 }], [{ id: 'arm64-128', samples: 1 }]]);
    expect(written.stderr).toContain('sell: 5 samples of 1 configurations\n');
    expect(written.stderr).toContain('arm64 128 MB');
  });

  it('leaves the last state where it is', () => {
    const { io, written } = anIo({ columns: 80, rows: 30 });
    const view = createProgressView(io.stderr, functions);
    view.update([[{ id: 'arm64-512', samples: 5 }], []]);
    view.end();
    const before = written.stderr;
    view.end();
    expect(written.stderr).toBe(before);
  });

  it('draws no more rows than there are', () => {
    const { io, written } = anIo({ columns: 80, rows: 10 });
    const view = createProgressView(io.stderr, [functions[0]!]);
    const many = Array.from({ length: 46 }, (_, index) => 128 + 64 * index);
    view.update([many.map((memory) => ({ id: `arm64-${memory}` as const, samples: 1 }))]);
    expect(written.stderr.split('\n')).toHaveLength(9);
  });

  it('writes a line per candidate into a pipe, when the next one has its turn', () => {
    const { io, written } = anIo();
    const view = createProgressView(io.stderr, functions);
    const small = (samples: number) => ({ id: 'arm64-128' as const, samples, averageMs: 2 });
    const large = (samples: number, failure?: string) => ({
      ...{ id: 'arm64-512' as const, samples, failure },
      ...(samples > 0 && { averageMs: 1 }),
    });
    view.update([[small(1), large(0)], []]);
    view.update([[small(3), large(0)], []]);
    expect(written.stderr).toBe('');
    view.update([[small(3), large(2)], []]);
    view.update([[small(3), large(2, 'timed\nout')], []]);
    expect(written.stderr).toBe('sell arm64 128 MB: 3 samples, 2.0 ms\n');
    view.end();
    view.end();
    expect(written.stderr).toBe(
      'sell arm64 128 MB: 3 samples, 2.0 ms\nsell arm64 512 MB: 2 samples, 1.0 ms; timed out\n',
    );
  });
});

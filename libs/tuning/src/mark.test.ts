import * as fc from 'fast-check';
import { markText, parseMark } from './mark.ts';

const mark = {
  runId: 'a-run',
  original: { memoryMb: 512, architecture: 'arm64' },
  copy: 0,
} as const;

describe('markText', () => {
  it('fits a description, with the longest name of an execution', () => {
    const longest = { ...mark, runId: 'x'.repeat(80), copy: 10_000 };
    expect(markText(longest).length).toBeLessThanOrEqual(256);
    expect(markText(mark)).toBe('acado-power-tuner {"run":"a-run","memory":512,"arch":"arm64"}');
  });

  it('is read back', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(10_240), fc.nat(500), (runId, memoryMb, copy) => {
        const any = { runId, original: { memoryMb, architecture: 'x86_64' as const }, copy };
        expect(parseMark(markText(any))).toEqual(any);
      }),
    );
  });
});

describe('parseMark', () => {
  it.each([
    '',
    'Sells things',
    'acado-power-tuner',
    'acado-power-tuner {"run":',
    'acado-power-tuner {}',
  ])('leaves what somebody else wrote: %j', (description) => {
    expect(parseMark(description)).toBeUndefined();
  });
});

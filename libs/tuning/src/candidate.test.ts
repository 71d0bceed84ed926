import fc from 'fast-check';
import { candidateId, candidatesOf, parseCandidateId } from './candidate.ts';
import { anInput, x86 } from './testing/an-input.ts';

describe('candidateId', () => {
  it('is read back', () => {
    const candidates = fc.record({
      memoryMb: fc.integer({ min: 128, max: 10_240 }),
      architecture: fc.constantFrom('x86_64' as const, 'arm64' as const),
    });
    fc.assert(
      fc.property(candidates, (candidate) => {
        expect(parseCandidateId(candidateId(candidate))).toEqual(candidate);
      }),
    );
  });

  it.each(['', 'arm64', 'arm64-', 'arm64-012', 'arm-512', 'x86_64-512-1', 'arm64-99'])(
    'is not %j',
    (id) => {
      expect(parseCandidateId(id)).toBeUndefined();
    },
  );
});

describe('candidatesOf', () => {
  it('takes the architecture that the function has', () => {
    const current = { memoryMb: 512, architecture: 'arm64' as const };

    expect(candidatesOf(anInput({ powerValues: [256, 128] }), current).map(candidateId)).toEqual([
      'arm64-256',
      'arm64-128',
    ]);
  });

  it('takes every size on every architecture asked for', () => {
    const input = anInput({ powerValues: [128, 256], architectures: ['arm64', 'x86_64'] });

    expect(candidatesOf(input, x86(128)).map(candidateId)).toEqual([
      'arm64-128',
      'arm64-256',
      'x86_64-128',
      'x86_64-256',
    ]);
  });
});

import type { FunctionInput } from './input/types.ts';
import type { Architecture, Candidate, CandidateId, Current } from './types.ts';

const ID = /^(x86_64|arm64)-([1-9]\d{2,4})$/;

/**
 * How state, journal and reports name a candidate.
 *
 * @example
 * candidateId({ architecture: 'arm64', memoryMb: 512 }); // 'arm64-512'
 */
export const candidateId = ({ architecture, memoryMb }: Candidate): CandidateId =>
  `${architecture}-${memoryMb}`;

/**
 * The candidate of a name; `undefined` when it is none.
 *
 * @example
 * parseCandidateId('arm64-512'); // { architecture: 'arm64', memoryMb: 512 }
 */
export function parseCandidateId(id: string): Candidate | undefined {
  const [, architecture, memoryMb] = ID.exec(id) ?? [];
  if (architecture === undefined) return undefined;
  return { architecture: architecture as Architecture, memoryMb: Number(memoryMb) };
}

/**
 * Whether two candidates are the same configuration.
 *
 * @example
 * isSame(candidate, current);
 */
export const isSame = (a: Candidate, b: Candidate): boolean =>
  a.memoryMb === b.memoryMb && a.architecture === b.architecture;

/**
 * Everything that a run may measure: each size on each architecture, in the order of the input.
 *
 * @example
 * candidatesOf(input, { memoryMb: 256, architecture: 'arm64' });
 * // [{ memoryMb: 128, architecture: 'arm64' }, …]
 */
export function candidatesOf(
  { powerValues, architectures }: Pick<FunctionInput, 'powerValues' | 'architectures'>,
  current: Current,
): Candidate[] {
  return (architectures ?? [current.architecture]).flatMap((architecture) =>
    powerValues.map((memoryMb) => ({ memoryMb, architecture })),
  );
}

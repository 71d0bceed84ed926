import type { Estimate } from './estimate.ts';
import { measureCommand } from './usage-file.ts';

/** Load per core from which on others take the time that functions are billed for. */
export const BUSY = 0.5;

/**
 * What to know before trusting an estimate.
 *
 * @param codes SHA-256 of each function's bundle as it is now.
 */
export function notesOf(
  { shape, usage, flows }: Estimate,
  codes: ReadonlyMap<string, string | undefined>,
): string[] {
  const { service, measured } = usage;
  const changed = flows.filter(({ shape: { key }, usage: { code } }) => {
    const now = codes.get(key);
    return now !== undefined && now !== code;
  });
  const otherMachines = flows.filter(
    ({ shape: now, usage: then }) =>
      now.memoryMb !== then.memoryMb || now.architecture !== then.architecture,
  );
  const otherBatches = flows.filter(
    ({ shape: { trigger }, usage: { batch } }) =>
      trigger.type === 'queue' && batch && trigger.mapping.batchSize !== batch.size,
  );
  const again = `Measure again: ${measureCommand(service)}`;
  return [
    `Measured ${measured.at.slice(0, 10)} in ${measured.runs} runs on ${measured.machine}: ${measured.workload}.`,
    measured.load > BUSY &&
      `The machine was busy with other things (load ${measured.load} per core): durations are too long. ${again}`,
    changed.length > 0 &&
      `The code of ${keysOf(changed)} is not the code that was measured. ${again}`,
    ...otherMachines.map(
      ({ shape: now, usage: then }) =>
        `${now.key} has ${now.memoryMb} MB and ${now.architecture}; its duration is that measured with ` +
        `${then.memoryMb} MB and ${then.architecture}. ${again}`,
    ),
    otherBatches.length > 0 &&
      `Batches of ${keysOf(otherBatches)} are estimated from those of another batch size. ${again}`,
    shape.unpriced.length > 0 &&
      `Not priced: ${shape.unpriced.map(({ logicalId, type }) => `${logicalId} (${type})`).join(', ')}.`,
    'Storage of tables and buckets is not in it.',
  ].filter((note) => note !== false);
}

const keysOf = (flows: Estimate['flows']): string => flows.map(({ shape }) => shape.key).join(', ');

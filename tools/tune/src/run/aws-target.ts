import type { Target } from './target.ts';
import { findTuner } from './tuner.ts';

/**
 * What is deployed: endpoint and account are those of the environment.
 *
 * @throws {CommandError} If the tuner is not deployed.
 */
export const openAwsTarget = async (stage: string, region: string): Promise<Target> => ({
  name: 'aws',
  common: {},
  tuner: await findTuner(stage, { region }),
  pollMs: 2000,
  close: async () => undefined,
});

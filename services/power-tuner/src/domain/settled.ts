import { FunctionBusy } from './errors.ts';
import type { Clock, Configuration, Functions } from './ports.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;

/**
 * The configuration of a function or version once no change of it is in progress.
 *
 * @throws FunctionBusy when that takes until the deadline
 */
export async function settled(
  { functions, clock }: { functions: Pick<Functions, 'configuration'>; clock: Clock },
  functionArn: string,
  deadline: number,
  version?: string,
): Promise<Configuration> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const configuration = await functions.configuration(functionArn, version);
    if (configuration.status !== 'changing') return configuration;
    if (clock.now() + pause > deadline) {
      throw new FunctionBusy(
        `${functionArn}: ${configuration.statusReason || 'it is being changed'}`,
      );
    }
    await clock.sleep(pause);
  }
}

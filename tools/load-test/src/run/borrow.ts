import { CommandError } from '@acado/command-line';
import type { Scenario } from '../scenario/scenario.ts';
import type { Service } from '../service/find-service.ts';
import { functionBehind, functionsBehind } from '../service/routes.ts';
import { BorrowedFunctions } from '../settings/borrowed-functions.ts';
import { fileJournal, noJournal } from '../settings/journal.ts';
import type { AwsAccess, Target } from '../target/target.ts';
import { JOURNAL_FOLDER } from '../workspace.ts';

/** Functions that the test may change, and what is known of them. */
export interface Borrowed {
  functions: BorrowedFunctions;
  aws: AwsAccess;
  /** Whether they answer the request of this name. */
  answer: (requestName: string) => boolean;
}

/**
 * Keys of the functions to borrow: those that are wanted, else all that the scenario reaches.
 *
 * @throws {CommandError} If the service has not got one, at once; if the scenario reaches none, when it is asked.
 */
export function functionKeys(service: Service, scenario: Scenario, wanted: readonly string[]) {
  for (const key of wanted)
    if (!service.functions.includes(key))
      throw new CommandError(
        `--function: ${service.name} has no function "${key}"; it has ${service.functions.join(', ')}`,
      );
  return (): readonly string[] => {
    if (wanted.length > 0) return wanted;
    const found = functionsBehind(service.routes, scenario.requests);
    if (found.length > 0) return found;
    throw new CommandError(`No function answers what ${scenario.file} requests: use --function`);
  };
}

export function answeredBy(keys: readonly string[], { routes }: Service, { requests }: Scenario) {
  const own = requests.filter((request) => keys.includes(functionBehind(routes, request) ?? ''));
  const names = new Set(own.map(({ name }) => name));
  return (requestName: string): boolean => names.has(requestName);
}

/** @throws {CommandError} If nothing is known of the functions of the target. */
export async function borrow(
  target: Target,
  keys: readonly string[],
  say: (line: string) => void,
): Promise<Omit<Borrowed, 'answer'>> {
  const { aws, kind } = target;
  if (!aws)
    throw new CommandError('--url alone has no functions to change: add --target local or aws');
  const { lambdaSettings } = await import('../settings/lambda-settings.ts');
  const settings = lambdaSettings(aws.config);
  const { region, endpoint } = aws.config;
  const functions = await BorrowedFunctions.borrow(
    {
      ...{ settings, region, endpoint },
      // A cloud of its own ends with the run.
      journal: kind === 'local' ? noJournal : fileJournal(JOURNAL_FOLDER),
    },
    keys.map(aws.nameOf),
    say,
  );
  return { functions, aws };
}

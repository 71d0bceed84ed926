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
  /** Puts them back. @returns What was done, in lines. */
  giveBack: () => Promise<string[]>;
  aws: AwsAccess;
  /** Whether they answer the request of this name. */
  answer: (requestName: string) => boolean;
}

/**
 * Keys of the functions that the load is about: those that are wanted, else all that the scenario reaches.
 *
 * @throws {CommandError} If the service has not got one of them.
 */
export function functionKeys(
  service: Service,
  scenario: Scenario,
  wanted: readonly string[],
): readonly string[] {
  for (const key of wanted)
    if (!service.functions.includes(key))
      throw new CommandError(
        `--function: ${service.name} has no function "${key}"; it has ${service.functions.join(', ')}`,
      );
  return wanted.length > 0 ? wanted : functionsBehind(service.routes, scenario.requests);
}

export function answeredBy(keys: readonly string[], { routes }: Service, { requests }: Scenario) {
  const own = requests.filter((request) => keys.includes(functionBehind(routes, request) ?? ''));
  const names = new Set(own.map(({ name }) => name));
  return (requestName: string): boolean => names.has(requestName);
}

/** @throws {CommandError} If nothing is known of the functions of the target, or there are none. */
export async function borrow(
  target: Target,
  keys: readonly string[],
  say: (line: string) => void,
): Promise<Omit<Borrowed, 'answer'>> {
  const { aws, kind } = target;
  if (!aws)
    throw new CommandError('--url alone has no functions to change: add --target local or aws');
  if (keys.length === 0)
    throw new CommandError('No function answers these requests: use --function');
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
  const giveBack = async (): Promise<string[]> => {
    try {
      const all = await functions.giveBack();
      return all.flatMap(({ function: name, done }) =>
        done.length > 0 ? [`Put back ${name}: ${done.join(', ')}`] : [],
      );
    } finally {
      settings.close();
    }
  };
  return { functions, aws, giveBack };
}

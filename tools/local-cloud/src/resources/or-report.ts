import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type ResourcePlace } from './handler.ts';

/** What AWS could watch and the local cloud can't must not keep the whole stack from running. */
export const orReport = (
  { report }: Pick<CloudContext, 'report'>,
  { stack, logicalId }: ResourcePlace,
  act: () => void,
): void => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    report('warn', stack.stackName, `${logicalId} is not evaluated: ${error.message}`);
  }
};

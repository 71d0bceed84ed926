import { type AwsResponse } from '../aws-api.ts';
import { principalArn } from '../iam/principal-arn.ts';
import { type Iam, type Principal } from '../iam/types.ts';
import { type Access } from './access/access.ts';
import { errorAnswer, type Protocol } from './errors.ts';

/** How a service says that a caller may not do what it asked for. */
export type DenialStyle = {
  protocol: Protocol;
  code: string;
  status: number;
  /** SQS writes actions in lower case, S3 quotes resources. */
  formatAction?: (action: string) => string;
  formatResource?: (resource: string) => string;
};

const same = (text: string): string => text;

/** AWS's answer to the first permission that the caller lacks; `undefined` when it has them all. */
export const denialOf = (
  iam: Iam,
  principal: Principal,
  access: Access[],
  { protocol, code, status, formatAction = same, formatResource = same }: DenialStyle,
  accountId: string,
): AwsResponse | undefined => {
  for (const { action, resource, context } of access) {
    const decision = iam.decide(principal, action, resource, context);
    if (decision === 'allow') continue;
    const shown = formatAction(action);
    const reason =
      decision === 'explicitDeny'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${shown} action`;
    const message = `User: ${principalArn(principal, accountId)} is not authorized to perform: ${shown} on resource: ${formatResource(resource)} ${reason}`;
    return errorAnswer(protocol, { code, message, status });
  }
  return undefined;
};

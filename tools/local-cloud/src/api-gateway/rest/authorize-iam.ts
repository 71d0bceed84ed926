import { credentialOf } from '../../endpoint/route.ts';
import { principalArn } from '../../iam/principal-arn.ts';
import { type Payload1Facts } from '../payload-1/event.ts';
import { type Exchange } from '../serve.ts';
import { type ApiGatewayOptions, type GatewayAnswer } from '../types.ts';
import { accessDenied, MISSING_TOKEN } from './answers.ts';

export type Access =
  { identity?: Payload1Facts['identity']; refusal?: undefined } | { refusal: GatewayAnswer };

/**
 * Decides about a request to a method with `AWS_IAM`: by the access key of its signature, which is not verified. Keys
 * that the cloud did not issue are the developer's.
 *
 * @param resource ARN of the method, with the path as requested
 */
export const authorizeIam = (
  { iam, context: { accountId } }: Pick<ApiGatewayOptions, 'iam' | 'context'>,
  { request, query }: Exchange,
  resource: string,
): Access => {
  const credential = credentialOf(request, new URLSearchParams(query));
  if (credential === undefined) return { refusal: MISSING_TOKEN };
  const accessKey = decodeURIComponent(credential.split('/')[0] ?? '');
  const principal = iam.principalOf(accessKey);
  const userArn = principalArn(principal, accountId);
  const decision = iam.decide(principal, 'execute-api:Invoke', resource);
  if (decision !== 'allow') {
    const explicit = decision === 'explicitDeny';
    const reason = explicit
      ? 'with an explicit deny'
      : 'because no identity-based policy allows the execute-api:Invoke action';
    return { refusal: accessDenied(userArn, resource, reason) };
  }
  const user = userArn.split('/').at(-1) ?? '';
  return { identity: { accessKey, accountId, caller: user, user, userArn } };
};

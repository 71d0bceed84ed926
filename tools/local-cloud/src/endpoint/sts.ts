import { randomUUID } from 'node:crypto';
import { type AwsApi } from '../aws-api.ts';
import { principalArn } from '../iam/principal-arn.ts';
import { errorAnswer } from './errors.ts';

/** STS: `GetCallerIdentity`, which tells a function's role from the developer. */
export const createSts =
  ({ accountId }: { accountId: string }): AwsApi =>
  ({ body, query, principal }) => {
    const action = new URLSearchParams(body.toString()).get('Action') ?? query.get('Action');
    if (action !== 'GetCallerIdentity')
      return Promise.resolve(
        errorAnswer('query', {
          code: 'InvalidAction',
          message: `The local cloud's STS does not have ${action ?? 'this operation'}.`,
          status: 400,
        }),
      );
    const arn = principalArn(principal, accountId);
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>${principal.kind === 'role' ? `AROALOCAL:${arn.split('/').at(-1)}` : accountId}</UserId><Account>${accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
    });
  };

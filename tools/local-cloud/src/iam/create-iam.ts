import { createHash } from 'node:crypto';
import { decisionOf } from './statements.ts';
import { type Iam, type PolicyStatement, type Principal, type RequestContext } from './types.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const accessKeyOf = (roleArn: string, sessionName: string | undefined): string => {
  const digest = createHash('sha256')
    .update(`${roleArn}\n${sessionName ?? ''}`)
    .digest();
  return `ASIA${[...digest.subarray(0, 16)].map((byte) => BASE32[byte % 32]).join('')}`;
};

/**
 * The roles of the cloud and what their policies allow.
 * @example
 * const iam = createIam({ accountId: '000000000000', region: 'us-east-1' });
 * iam.putRole(roleArn, [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: tableArn }]);
 * iam.isAllowed({ kind: 'role', roleArn }, 'dynamodb:PutItem', tableArn); // true
 */
export const createIam = ({ accountId, region }: { accountId: string; region: string }): Iam => {
  const roles = new Map<string, PolicyStatement[]>();
  const issued = new Map<string, Principal>();

  const decide: Iam['decide'] = (principal, action, resource, context = {}) => {
    if (principal.kind === 'developer') return 'allow';
    const request: RequestContext = {
      'aws:securetransport': 'true', // as if TLS were on: AWS would not be called without it
      'aws:requestedregion': region,
      'aws:principalarn': principal.roleArn,
      'aws:principalaccount': accountId,
      'aws:principaltype': 'AssumedRole',
      'aws:resourceaccount': accountId,
      ...context,
    };
    return decisionOf(roles.get(principal.roleArn) ?? [], action, resource, request);
  };

  return {
    putRole: (roleArn, statements) => void roles.set(roleArn, statements),
    removeRole: (roleArn) => void roles.delete(roleArn),
    credentialsFor: (roleArn, sessionName) => {
      const accessKeyId = accessKeyOf(roleArn, sessionName);
      issued.set(accessKeyId, { kind: 'role', roleArn, ...(sessionName && { sessionName }) });
      return { accessKeyId, secretAccessKey: `local-${accessKeyId}`, sessionToken: 'local' };
    },
    principalOf: (accessKeyId = '') => issued.get(accessKeyId) ?? { kind: 'developer' },
    decide,
    isAllowed: (principal, action, resource) => decide(principal, action, resource) === 'allow',
  };
};

import type { Authorizer } from '../../model/authorizer.ts';
import type { Cursor } from '../cursor.ts';
import { targetOf } from './integration-target.ts';

/** What API Gateway does where nothing is said. */
const DEFAULT_TTL_SECONDS = 300;

const TYPES: Record<string, Authorizer['type']> = {
  TOKEN: 'token',
  REQUEST: 'request',
  COGNITO_USER_POOLS: 'cognito',
};

/** Of an authorizer in CloudFormation, in an answer of API Gateway, or in an OpenAPI extension. */
export function readAuthorizer(at: Cursor, id: string): Authorizer | undefined {
  at.ignore('restApiId', 'authType', 'authorizerCredentials', 'id');
  const name = at.text('name') ?? id;
  const stated = at.text('type');
  const type = TYPES[stated?.toUpperCase() ?? ''];
  const identity = at.text('identitySource');
  const { functionName } = targetOf(at.text('authorizerUri'));
  const ttlSeconds = at.number('authorizerResultTtlInSeconds') ?? DEFAULT_TTL_SECONDS;
  const validation = at.text('identityValidationExpression');
  const userPools = at.texts('providerARNs');
  at.finish();
  if (!type) {
    at.get('type').expected('TOKEN, REQUEST or COGNITO_USER_POOLS');
    return undefined;
  }
  return {
    ...{ id, name, place: at.place, type, ttlSeconds, userPools },
    identitySources: (identity ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    ...(functionName !== undefined && { functionName }),
    ...(validation !== undefined && { validation }),
  };
}

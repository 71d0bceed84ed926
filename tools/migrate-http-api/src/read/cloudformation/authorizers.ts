import type { Authorizer } from '../../model/authorizer.ts';
import { readAuthorizer } from '../wire/authorizer.ts';
import type { Resource, Resources } from './resources.ts';

/** Authorizers of an API, with the time-out of those functions that are in the same template. */
export const authorizersOf = (api: Resource, resources: Resources): Authorizer[] =>
  resources.of(api, 'AWS::ApiGateway::Authorizer').flatMap(({ ref, properties }) => {
    const authorizer = readAuthorizer(properties, ref);
    if (!authorizer) return [];
    const seconds = timeoutOf(authorizer.functionName, resources);
    return [{ ...authorizer, ...(seconds !== undefined && { functionTimeoutSeconds: seconds }) }];
  });

function timeoutOf(functionName: string | undefined, resources: Resources): number | undefined {
  const found = resources
    .ofType('AWS::Lambda::Function')
    .find(
      ({ logicalId, properties }) =>
        logicalId === functionName ||
        (functionName !== undefined && properties.get('FunctionName').value === functionName),
    );
  return found?.properties.number('Timeout');
}

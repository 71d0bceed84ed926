import type { Cursor } from '../cursor.ts';

/** What an extension may say of a resource without changing what it does. */
const HARMLESS = new Set(['Metadata', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy']);

const PACKAGED = 'the packaged template shows what comes of it: read that';

/** Notes what makes routes without `http` events of functions, or changes what the framework makes of those. */
export function complainOfMore(at: Cursor): void {
  for (const [, machine] of at.get('stepFunctions').entries('stateMachines'))
    for (const event of machine.list('events'))
      if (typeof event.value === 'object' && event.get('http').exists)
        event.complain(`A state machine has a route; ${PACKAGED}`);
  const proxies = at.get('custom').get('apiGatewayServiceProxies');
  if (proxies.exists) proxies.complain(`A plugin adds routes to services of AWS; ${PACKAGED}`);
  const resources = at.get('resources');
  for (const part of Array.isArray(resources.value) ? resources.asList() : [resources])
    for (const [name, extension] of part.entries('extensions'))
      if (name.startsWith('ApiGateway') && extension.keys().some((key) => !HARMLESS.has(key)))
        extension.complain(`It changes what the framework makes; ${PACKAGED}`);
}

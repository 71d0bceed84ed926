import { type AccessOf, objectOf, operationOf, parametersOf, textOf } from './access.ts';

/** EventBridge authorises PutEvents per bus and the rest per rule or bus. */
export const eventsAccess: AccessOf = (request, { region, accountId }) => {
  const operation = operationOf(request);
  const parameters = parametersOf(request);
  const action = `events:${operation}`;
  const arn = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;
  const busName = (value: unknown): string => textOf(value).split('/').at(-1) || 'default';

  if (operation === 'PutEvents') {
    const entries = Array.isArray(parameters.Entries) ? parameters.Entries : [];
    const buses = new Set(entries.map((entry) => busName(objectOf(entry).EventBusName)));
    return [...buses].map((bus) => ({ action, resource: arn(`event-bus/${bus}`) }));
  }
  const bus = busName(parameters.EventBusName);
  const rule = textOf(parameters.Rule) || (operation.endsWith('Rule') && textOf(parameters.Name));
  if (rule) return [{ action, resource: arn(`rule/${bus === 'default' ? '' : `${bus}/`}${rule}`) }];
  return [{ action, resource: operation.startsWith('List') ? '*' : arn(`event-bus/${bus}`) }];
};

import { type AccessOf, operationOf, parametersOf, textOf } from './access.ts';

/** Step Functions authorises by state machine, or by execution; what lists or validates is for all. */
export const statesAccess: AccessOf = (request) => {
  const { executionArn, stateMachineArn, resourceArn } = parametersOf(request);
  const resource = textOf(executionArn) || textOf(stateMachineArn) || textOf(resourceArn);
  return [{ action: `states:${operationOf(request)}`, resource: resource || '*' }];
};

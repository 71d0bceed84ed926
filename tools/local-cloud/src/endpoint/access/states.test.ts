import { aJsonRequest } from '../../testing/a-request.ts';
import { statesAccess } from './states.ts';

const account = { region: 'us-east-1', accountId: '000000000000' };

describe('statesAccess', () => {
  it.each([
    ['StartExecution', { stateMachineArn: 'arn:m', name: 'x' }, 'arn:m'],
    ['DescribeExecution', { executionArn: 'arn:e' }, 'arn:e'],
    ['ListTagsForResource', { resourceArn: 'arn:m' }, 'arn:m'],
    ['ListStateMachines', {}, '*'],
    ['ValidateStateMachineDefinition', { definition: '{}' }, '*'],
  ])('asks for %s %j', (operation, parameters, resource) => {
    const request = aJsonRequest(`AWSStepFunctions.${operation}`, parameters);
    expect(statesAccess(request, account)).toEqual([{ action: `states:${operation}`, resource }]);
  });
});

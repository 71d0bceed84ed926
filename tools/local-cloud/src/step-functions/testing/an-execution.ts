import { type Execution } from '../executions/execution.ts';

export const anExecution = (overrides: Partial<Execution> = {}): Execution => {
  const { name = 'x' } = overrides;
  return {
    arn: `arn:aws:states:us-east-1:000000000000:execution:m:${name}`,
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
    ...{ name, status: 'RUNNING', startDate: 1_000, input: '{}', revisionId: 'r1' },
    ...overrides,
  };
};

import { anExecution } from '../testing/an-execution.ts';
import { statusEvent } from './status-event.ts';

describe('statusEvent', () => {
  it('has nothing yet of an execution that runs', () => {
    const { arn, stateMachineArn } = anExecution();
    expect(statusEvent(anExecution())).toEqual({
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [arn],
      detail: {
        ...{ executionArn: arn, stateMachineArn, name: 'x', status: 'RUNNING', startDate: 1_000 },
        ...{ stopDate: null, input: '{}', output: null, error: null, cause: null },
        ...{ inputDetails: { included: true }, outputDetails: null },
        ...{ stateMachineVersionArn: null, stateMachineAliasArn: null },
        ...{ redriveCount: 0, redriveDate: null, redriveStatus: 'NOT_REDRIVABLE' },
      },
    });
  });

  it('leaves out what an event has no room for', () => {
    const large = JSON.stringify('x'.repeat(200_000));
    const ended = anExecution({
      status: 'SUCCEEDED',
      input: large,
      output: large,
      stopDate: 2_000,
    });
    expect(statusEvent(ended).detail).toMatchObject({
      ...{ input: large, output: null, stopDate: 2_000 },
      ...{ inputDetails: { included: true }, outputDetails: { included: false } },
    });
  });
});

import { anExecution } from '../../step-functions/testing/an-execution.ts';
import { type Measurement } from '../metrics/metric-store.ts';
import { measureExecutions } from './execution-metrics.ts';

describe('measureExecutions', () => {
  it.each([
    ['RUNNING', undefined, [['ExecutionsStarted', 1]]],
    [
      'SUCCEEDED',
      4_000,
      [
        ['ExecutionsSucceeded', 1],
        ['ExecutionTime', 3_000],
      ],
    ],
    [
      'TIMED_OUT',
      2_000,
      [
        ['ExecutionsTimedOut', 1],
        ['ExecutionTime', 1_000],
      ],
    ],
  ] as const)('measures %s', (status, stopDate, expected) => {
    const measured: Measurement[] = [];
    measureExecutions(
      (measurement) => measured.push(measurement),
      () => 7,
    )(anExecution({ status, stopDate }));
    expect(
      measured.map(({ name, values }) => [name, Array.isArray(values) && values[0]?.[0]]),
    ).toEqual(expected);
    expect(measured[0]).toMatchObject({
      ...{ namespace: 'AWS/States', at: 7 },
      dimensions: { StateMachineArn: anExecution().stateMachineArn },
    });
  });
});

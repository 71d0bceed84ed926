import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../events/testing.ts';
import { type Iam } from '../iam/types.ts';
import { aJsonRequest } from '../testing/a-request.ts';
import { createStepFunctions } from './create-step-functions.ts';

const fail = (what: string) => () => {
  throw new Error(what);
};

describe('createStepFunctions', () => {
  let stateDir: string;
  beforeEach(() => (stateDir = mkdtempSync(join(tmpdir(), 'states-'))));
  afterEach(() => rmSync(stateDir, { recursive: true }));

  it('runs executions to their end though nobody can be told of them', async () => {
    const reports: string[] = [];
    const states = createStepFunctions({
      context: {
        ...{ region: 'us-east-1', accountId: '000000000000', stateDir },
        writeLogs: fail('the disk is full'),
        report: (_level, _room, text) => void reports.push(text),
      },
      iam: {} as Iam, // nothing is asked of it
      lambda: () => Promise.reject(new Error('no task runs')),
      publish: fail('there is no bus'),
      startAfter: Promise.resolve(),
    });
    const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
    await states.putStateMachine({
      ...{ arn, name: 'm', roleArn: 'arn:aws:iam::000000000000:role/r', tags: {} },
      definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
      logging: { level: 'ALL', includeExecutionData: true, logGroups: ['g'] },
    });
    const call = async (operation: string, body: object) =>
      String((await states.api(aJsonRequest(`AWSStepFunctions.${operation}`, body))).body);

    await call('StartExecution', { stateMachineArn: arn, name: 'x' });

    const executionArn = `${arn.replace('stateMachine', 'execution')}:x`;
    await eventually(async () =>
      expect(await call('DescribeExecution', { executionArn })).toContain('"SUCCEEDED"'),
    );
    expect(new Set(reports)).toEqual(
      new Set(['Error: there is no bus', 'Error: the disk is full']),
    );
    await states.stop();
  });
});

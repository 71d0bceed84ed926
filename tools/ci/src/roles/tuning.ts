import { allow, arn, FUNCTIONS, OURS, type Statement } from './statement.ts';

const TUNER = 'acado-power-tuner-${Stage}-tune';

/** The tuner's executions, and what its commands do to a function beside deploying it. */
export const tuning: Statement[] = [
  allow('states', 'StartExecution', [arn('states', `stateMachine:${TUNER}`)]),
  allow('states', 'DescribeExecution GetExecutionHistory StopExecution', [
    arn('states', `execution:${TUNER}:*`),
  ]),
  allow(
    'lambda',
    `DeleteFunction GetFunction GetFunctionConfiguration InvokeFunction ListVersionsByFunction
     PublishVersion UpdateFunctionCode UpdateFunctionConfiguration`,
    [FUNCTIONS, arn('lambda', `function:${OURS}:*`)],
  ),
  allow('dynamodb', 'DeleteItem GetItem PutItem Scan', [
    arn('dynamodb', 'table/acado-power-tuner-${Stage}-runs'),
  ]),
];

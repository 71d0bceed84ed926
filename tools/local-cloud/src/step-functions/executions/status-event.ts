import { type AwsEvent } from '../../events/types.ts';
import { MAX_PAYLOAD_BYTES } from '../json.ts';
import { type Execution } from './execution.ts';

/** An event has room for so much of input and output together; what is more is left out. */
const ROOM_BYTES = MAX_PAYLOAD_BYTES - 8 * 1024;

/** What EventBridge is told when the status of an execution changes. */
export const statusEvent = (execution: Execution): AwsEvent => {
  const { arn, stateMachineArn, name, status, startDate, stopDate, input, error, cause } =
    execution;
  const output = execution.output;
  const inputFits = Buffer.byteLength(input) <= ROOM_BYTES;
  const outputFits =
    output !== undefined &&
    Buffer.byteLength(output) + (inputFits ? Buffer.byteLength(input) : 0) <= ROOM_BYTES;
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      ...{ executionArn: arn, stateMachineArn, name, status, startDate },
      stopDate: stopDate ?? null,
      input: inputFits ? input : null,
      output: outputFits ? output : null,
      ...{ stateMachineVersionArn: null, stateMachineAliasArn: null },
      ...{ redriveCount: 0, redriveDate: null, redriveStatus: 'NOT_REDRIVABLE' },
      inputDetails: { included: inputFits },
      outputDetails: output === undefined ? null : { included: outputFits },
      error: error ?? null,
      cause: cause ?? null,
    },
  };
};

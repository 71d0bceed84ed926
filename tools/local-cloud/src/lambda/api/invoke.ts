import { AwsError } from '../../aws-api.ts';
import { json, noContent } from './answers.ts';
import { type FunctionOperation } from './operation.ts';

const parsed = (body: Buffer): void => {
  try {
    if (body.length > 0) JSON.parse(body.toString());
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
      400,
    );
  }
};

const clientContextOf = (header: string | undefined): string | undefined =>
  header && Buffer.from(header, 'base64').toString();

/** Invoke: RequestResponse, Event or DryRun. */
export const invoke: FunctionOperation = async (
  { functions, async: asyncInvoker },
  { headers, body },
  { functionName, qualifier },
) => {
  functions.get(functionName).version(qualifier);
  const kind = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (kind === 'DryRun') return noContent(204);
  parsed(body);
  if (kind === 'Event') {
    const requestId = asyncInvoker.accept(functionName, body, qualifier);
    return { status: 202, headers: { 'x-amzn-RequestId': requestId }, body: '' };
  }
  if (kind !== 'RequestResponse') {
    throw new AwsError('InvalidParameterValueException', `Unknown invocation type ${kind}`);
  }
  const result = await functions.invoke(functionName, body.length > 0 ? body : Buffer.from('{}'), {
    clientContext: clientContextOf(headers['x-amz-client-context']),
    qualifier,
  });
  const wantsTail = headers['x-amz-log-type'] === 'Tail';
  return {
    ...json(200, null, {
      'x-amzn-RequestId': result.report.requestId,
      'X-Amz-Executed-Version': result.executedVersion,
      ...(result.functionError && { 'X-Amz-Function-Error': result.functionError }),
      ...(wantsTail && { 'X-Amz-Log-Result': Buffer.from(result.logTail).toString('base64') }),
    }),
    body: result.payload,
  };
};

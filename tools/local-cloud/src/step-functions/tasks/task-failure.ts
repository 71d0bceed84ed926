import { z } from 'zod';
import { type AwsResponse } from '../../aws-api.ts';
import { StateFailure } from '../interpreter/state-failure.ts';

/** Errors of Lambda's API that Step Functions knows by name; any other is an AWSLambdaException. */
const NAMED = new Set([
  'EC2AccessDeniedException',
  'EC2ThrottledException',
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ResourceNotReadyException',
  'ServiceException',
  'TooManyRequestsException',
]);

const answer = z.object({ message: z.string().optional(), Message: z.string().optional() });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const header = ({ headers = {} }: AwsResponse, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

/** An answer of Lambda's API other than 2xx. */
export const apiFailure = (response: AwsResponse): StateFailure => {
  const { status, body = '' } = response;
  const code = (header(response, 'x-amzn-errortype') ?? 'ServiceException').split(':')[0] ?? '';
  const { message, Message } = answer.safeParse(parsed(Buffer.from(body).toString())).data ?? {};
  const requestId = header(response, 'x-amzn-requestid') ?? '';
  const cause = `${message ?? Message ?? code} (Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
  return new StateFailure(`Lambda.${NAMED.has(code) ? code : 'AWSLambdaException'}`, cause);
};

const functionError = z.object({ errorType: z.string().min(1) });

/** What a function failed with: AWS hands on its answer, word for word. */
export const functionFailure = (payload: string): StateFailure => {
  const { data } = functionError.safeParse(parsed(payload));
  if (data) return new StateFailure(data.errorType, payload);
  return new StateFailure(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
};

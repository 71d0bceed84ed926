import { z } from 'zod';
import { type AwsApi, type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { lambdaAccess } from '../../endpoint/access/lambda.ts';
import { denialOf } from '../../endpoint/authorize.ts';
import { type Iam, type Principal } from '../../iam/types.ts';
import { StateFailure } from '../interpreter/state-failure.ts';
import { type Json, parseJson } from '../json.ts';
import { integrationOf } from './integration.ts';
import { apiFailure, functionFailure } from './task-failure.ts';
import { type Task } from './task.ts';

export type LambdaTasksOptions = {
  iam: Iam;
  /** Lambda's API, as it stands behind the endpoint. */
  lambda: AwsApi;
  account: { region: string; accountId: string };
};

const invokeParameters = z.strictObject({
  FunctionName: z.string(),
  Payload: z.unknown().optional(),
  Qualifier: z.string().optional(),
  ClientContext: z.string().optional(),
  InvocationType: z.enum(['RequestResponse', 'Event', 'DryRun']).optional(),
  LogType: z.enum(['None', 'Tail']).optional(),
});

type InvokeParameters = z.infer<typeof invokeParameters>;

const DENIAL = { protocol: 'rest-json', code: 'AccessDeniedException', status: 403 } as const;

const requestOf = (
  { FunctionName, Qualifier, ClientContext, InvocationType, LogType, Payload }: InvokeParameters,
  principal: Principal,
): AwsRequest => ({
  method: 'POST',
  path: `/2015-03-31/functions/${encodeURIComponent(FunctionName)}/invocations`,
  query: new URLSearchParams(Qualifier === undefined ? {} : { Qualifier }),
  headers: {
    'x-amz-invocation-type': InvocationType ?? 'RequestResponse',
    ...(LogType !== undefined && { 'x-amz-log-type': LogType }),
    ...(ClientContext !== undefined && { 'x-amz-client-context': ClientContext }),
  },
  body: Buffer.from(JSON.stringify(Payload === undefined ? {} : Payload)),
  principal,
});

const payloadOf = ({ body = '' }: AwsResponse): string => Buffer.from(body).toString();

/** A payload that is no JSON is handed on as text. */
const jsonOf = (text: string): Json => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};

/** What `lambda:invoke` answers: Invoke's answer, and what came with it over HTTP. */
const invokeResult = (response: AwsResponse): Json => {
  const headers = Object.entries(response.headers ?? {});
  const value = (name: string): string | undefined =>
    headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const executedVersion = value('x-amz-executed-version');
  const logResult = value('x-amz-log-result');
  const text = payloadOf(response);
  return {
    ...(executedVersion !== undefined && { ExecutedVersion: executedVersion }),
    ...(logResult !== undefined && { LogResult: logResult }),
    Payload: text === '' ? {} : jsonOf(text),
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(headers.map(([name, text]) => [name, [text]])),
      HttpHeaders: Object.fromEntries(headers),
      HttpStatusCode: response.status,
    },
    SdkResponseMetadata: { RequestId: value('x-amzn-requestid') ?? '' },
    StatusCode: response.status,
  };
};

const parametersOf = ({ resource, input }: Task): InvokeParameters => {
  if (integrationOf(resource) === 'function') return { FunctionName: resource, Payload: input };
  const { data, error } = invokeParameters.safeParse(input);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new StateFailure(
    'States.Runtime',
    `The Parameters '${JSON.stringify(input)}' could not be used to start the Task: [${problems.join('; ')}]`,
  );
};

/** Invokes the function that a task names, in the name of a state machine's role. Rejects with a StateFailure. */
export const createLambdaTasks = ({ iam, lambda, account }: LambdaTasksOptions) => {
  return async (task: Task, principal: Principal): Promise<Json> => {
    const request = requestOf(parametersOf(task), principal);
    const access = lambdaAccess(request, account);
    const response =
      denialOf(iam, principal, access, DENIAL, account.accountId) ?? (await lambda(request));
    if (response.status >= 300) throw apiFailure(response);
    const failed = Object.keys(response.headers ?? {}).some(
      (name) => name.toLowerCase() === 'x-amz-function-error',
    );
    if (failed) throw functionFailure(payloadOf(response));
    return integrationOf(task.resource) === 'function'
      ? jsonOf(payloadOf(response))
      : invokeResult(response);
  };
};

import { prettifyError, ZodError } from 'zod';
import { AwsError } from '../aws-api.ts';
import { type Exchange } from './serve.ts';
import { type ApiGatewayOptions, type GatewayAnswer } from './types.ts';

/** Why a function did not answer. */
export type Failure =
  /** No permission lets the API invoke it. */
  | 'notPermitted'
  | 'timeout'
  | 'throttled'
  /** The event is over Lambda's 6 MB. */
  | 'tooLarge'
  /** Lambda refused for another reason. */
  | 'rejected'
  | 'functionFailed'
  /** Its result is no HTTP answer. */
  | 'noAnswer';

export type LambdaIntegration = {
  functionName: string;
  timeoutMs: number;
  /** Of the route or method, for messages: `GET /items/{id}`. */
  name: string;
  /** Of the route or method: what the function's permission must name. */
  sourceArn: string;
};

/** Invokes the functions of one API; `failures` are what its clients are answered when that goes wrong. */
export const createIntegration = (
  { context, lambda, mayInvoke }: Pick<ApiGatewayOptions, 'context' | 'lambda' | 'mayInvoke'>,
  apiName: string,
  failures: Record<Failure, GatewayAnswer>,
) => {
  const invoke = async (
    { functionName, timeoutMs, name, sourceArn }: LambdaIntegration,
    event: object,
    answerOf: (payload: Buffer) => GatewayAnswer,
  ): Promise<GatewayAnswer> => {
    if (!mayInvoke(functionName, sourceArn)) {
      const needed = 'no AWS::Lambda::Permission allows apigateway.amazonaws.com';
      context.report('error', apiName, `${name} may not invoke ${functionName}: ${needed}`);
      return failures.notPermitted;
    }
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(() => resolve('timeout'), timeoutMs).unref();
    });
    try {
      const payload = Buffer.from(JSON.stringify(event));
      const result = await Promise.race([lambda.invoke(functionName, payload), timeout]);
      if (result === 'timeout') return failures.timeout;
      return result.functionError === undefined
        ? answerOf(result.payload)
        : failures.functionFailed;
    } catch (error) {
      if (error instanceof AwsError) return failures[refusal(error)];
      const problem = `the result of ${functionName} is no HTTP answer`;
      context.report('warn', apiName, `${name}: ${problem}: ${reasonOf(error)}`);
      return failures.noAnswer;
    } finally {
      clearTimeout(timer);
    }
  };

  return async (
    { observed }: Exchange,
    ...[integration, event, answerOf]: Parameters<typeof invoke>
  ): Promise<GatewayAnswer> => {
    const startedAt = performance.now();
    const answer = await invoke(integration, event, answerOf);
    observed.integrationLatencyMs = performance.now() - startedAt;
    return answer;
  };
};

const refusal = ({ code }: AwsError): Failure => {
  if (code === 'TooManyRequestsException') return 'throttled';
  return code === 'RequestEntityTooLargeException' ? 'tooLarge' : 'rejected';
};

const reasonOf = (error: unknown): string => {
  if (error instanceof ZodError) return prettifyError(error).replaceAll('\n', ' ');
  return error instanceof Error ? error.message : String(error);
};

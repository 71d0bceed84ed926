import { type ObservedRequest } from '../api-gateway/types.ts';
import { type AwsApi, type AwsRequest } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type Principal } from '../iam/types.ts';
import { type Lambda } from '../lambda/types.ts';
import { isTransition } from '../step-functions/executions/transitions.ts';
import { type HistoryEvent } from '../step-functions/interpreter/history.ts';
import { chunksOf } from './chunks.ts';
import { meterDynamoDb } from './services/dynamodb.ts';
import { meterEvents } from './services/events.ts';
import { asyncRequests, meterLambda } from './services/lambda.ts';
import { meterS3 } from './services/s3.ts';
import { type ServiceMeter } from './services/service-meter.ts';
import { meterSns } from './services/sns.ts';
import { meterDelivery, meterPoller, meterSqs } from './services/sqs.ts';
import {
  createUsageMeter,
  type MeteredCall,
  type UsageMeter,
  type UsageObserver,
} from './usage-meter.ts';

/** An API whose requests are counted: for who signed them, or for the caller given. */
type Counted = (api: AwsApi, caller?: string) => AwsApi;

export type Metering = Pick<UsageMeter, 'snapshot' | 'reset'> & {
  dynamodb: Counted;
  events: Counted;
  lambda: Counted;
  sns: Counted;
  sqs: Counted;
  /** SQS for the event source mapping of a function. */
  poller: Counted;
  /** SQS for what EventBridge delivers. */
  delivery: Counted;
  invokeAsync: (invoke: Lambda['invokeAsync'], caller: string) => Lambda['invokeAsync'];
  s3: (s3: Parameters<typeof meterS3>[0]) => ReturnType<typeof meterS3>;
  onRequest: (
    request: Pick<
      ObservedRequest,
      'type' | 'name' | 'status' | 'requestBytes' | 'integrationLatencyMs'
    >,
  ) => void;
  /** Lines that a function wrote: on AWS each is an event that ends with a newline. */
  onLines: (logGroup: string, lines: string[]) => void;
  /** Events that came through PutLogEvents. */
  onLogEvents: (logGroup: string, messages: string[]) => void;
  /** An event in the history of an execution. */
  onExecutionEvent: (event: HistoryEvent, stateMachine: string) => void;
  onMeasurement: (metric: {
    namespace: string;
    name: string;
    dimensions: Record<string, string>;
  }) => void;
};

export type MeteringOptions = {
  now?: () => Date;
  /** Told every call and all log events, as they are counted. */
  onUsage?: UsageObserver;
};

export const OPERATOR = 'operator';

/** Who calls: a function by its name, for its credentials carry it. */
const callerOf = (principal: Principal): string => {
  if (principal.kind === 'developer') return OPERATOR;
  return principal.sessionName ?? principal.roleArn.split('/').at(-1) ?? '';
};

/** CloudWatch Logs adds it to every event. */
const EVENT_OVERHEAD_BYTES = 26;
const NEWLINE_BYTES = 1;
const HTTP_API_UNIT_BYTES = 512 * 1024;
/** Answers of the gateway itself that are not billed: refused by an authorizer, or throttled. */
const REJECTIONS = new Set([401, 403, 429]);

/**
 * Watches the rooms of the cloud and counts what AWS would bill. What goes wrong in counting is reported and breaks
 * nothing.
 */
export const createMetering = (
  report: CloudContext['report'],
  { now, onUsage }: MeteringOptions = {},
): Metering => {
  const meter = createUsageMeter(now);

  const guarded = (count: () => void): void => {
    try {
      count();
    } catch (error) {
      report('warn', 'usage', `a call could not be counted: ${String(error)}`);
    }
  };
  const add = (caller: string, calls: () => Omit<MeteredCall, 'caller'>[]): void =>
    guarded(() => {
      for (const call of calls()) {
        const made = { ...call, caller };
        meter.call(made);
        onUsage?.call(made);
      }
    });

  const counted =
    (meterCalls: ServiceMeter): Counted =>
    (api, caller) =>
    async (request) => {
      const answer = await api(request);
      add(caller ?? callerOf(request.principal), () => meterCalls({ request, answer }));
      return answer;
    };

  const log = (logGroup: string, messages: string[], addedBytes: number): void =>
    guarded(() => {
      if (messages.length === 0) return;
      const overhead = messages.length * (EVENT_OVERHEAD_BYTES + addedBytes);
      const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), overhead);
      const written = { logGroup, events: messages.length, bytes };
      meter.log(written);
      onUsage?.log(written);
    });

  return {
    snapshot: meter.snapshot,
    reset: meter.reset,
    dynamodb: (api, caller) =>
      meterDynamoDb(api, ({ principal }: AwsRequest, calls) =>
        add(caller ?? callerOf(principal), calls),
      ),
    events: counted(meterEvents),
    lambda: counted(meterLambda),
    sns: counted(meterSns),
    sqs: counted(meterSqs),
    poller: counted(meterPoller),
    delivery: counted(meterDelivery),
    invokeAsync: (invoke, caller) => async (functionName, payload) => {
      await invoke(functionName, payload);
      const call = { service: 'lambda', operation: 'InvokeAsync', resource: functionName } as const;
      add(caller, () => [{ ...call, chunks: asyncRequests(payload.length) }]);
    },
    s3: (s3) => meterS3(s3, (principal, call) => add(callerOf(principal), () => [call()])),
    onRequest: ({ type, name, status, requestBytes, integrationLatencyMs }) => {
      const rejected = integrationLatencyMs === undefined && REJECTIONS.has(status);
      const units = type === 'HTTP' ? chunksOf(requestBytes, HTTP_API_UNIT_BYTES) : 1;
      meter.api({
        api: name,
        type,
        requests: rejected ? 0 : 1,
        rejected: rejected ? 1 : 0,
        units512Kb: rejected ? 0 : units,
      });
    },
    onLines: (logGroup, lines) => log(logGroup, lines, NEWLINE_BYTES),
    onLogEvents: (logGroup, messages) => log(logGroup, messages, 0),
    onExecutionEvent: (event, stateMachine) =>
      meter.machine({
        stateMachine,
        executions: event.type === 'ExecutionStarted' ? 1 : 0,
        transitions: isTransition(event) ? 1 : 0,
      }),
    onMeasurement: ({ namespace, name, dimensions }) => {
      if (!namespace.startsWith('AWS/')) meter.metric({ namespace, name, dimensions });
    },
  };
};

import { z } from 'zod';
import type { Failure } from './failure.ts';

/** A failure that a log line tells, and whose it is. */
export interface LoggedFailure {
  failure: Failure;
  /** Ids that the line names: of messages, requests, orders. Empty when it names none beside its own invocation. */
  ids: string[];
  /** It is the whole invocation that failed, so whatever it was given did. */
  isInvocation: boolean;
}

const errorSchema: z.ZodType<Failure> = z.lazy(() =>
  z
    .object({
      name: z.string().default('Error'),
      message: z.string().default(''),
      stack: z.string().optional(),
      cause: errorSchema.optional().catch(undefined),
    })
    .transform(({ name, message, stack, cause }) => ({
      ...{ type: name, message, cause },
      stack: stack?.split('\n').slice(1),
    })),
);
/** `InvalidMessage: body: Invalid JSON` */
const namedText = z.string().transform((text): Failure => {
  const [, type = 'Error', message = text] = /^(\w+): ([^]*)$/.exec(text) ?? [];
  return { type, message };
});
const anyError = z.union([errorSchema, namedText]);
const batchSchema = z.object({
  reasons: z.array(
    z.object({
      which: z.array(z.object({ messageId: z.string(), correlation_id: z.string().optional() })),
      error: anyError,
    }),
  ),
});
const lineSchema = z.object({
  level: z.enum(['ERROR', 'CRITICAL', 'FATAL']),
  message: z.unknown().optional(),
  error: anyError.optional().catch(undefined),
  correlation_id: z.string().optional().catch(undefined),
  function_request_id: z.string().optional().catch(undefined),
  /** Of Lambda's own JSON lines. */
  requestId: z.string().optional().catch(undefined),
});
const lambdaErrorSchema = z.object({
  errorType: z.string().default('Error'),
  errorMessage: z.string().default(''),
  stack: z.array(z.string()).optional(),
  stackTrace: z.array(z.string()).optional(),
});

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Failures that a log line tells; most tell none. */
export function failuresIn(line: string): LoggedFailure[] {
  const json = jsonIn(line);
  const batch = batchSchema.safeParse(json);
  if (batch.success)
    return batch.data.reasons.map(({ which, error }) => ({
      failure: error,
      ids: which.flatMap(({ messageId, correlation_id }) =>
        [messageId, correlation_id ?? []].flat(),
      ),
      isInvocation: false,
    }));
  const structured = lineSchema.safeParse(json);
  if (structured.success) {
    const { error, message, correlation_id, function_request_id, requestId } = structured.data;
    const thrown = failureOfPayload(message);
    const failure = error ?? thrown ?? { type: 'ERROR', message: textOf(message) };
    const ids = idsIn(line, function_request_id ?? requestId);
    // createSqsHandler's word for what it could not tell apart.
    const isInvocation = ids.length === 0 && (message === 'Batch failed' || thrown !== undefined);
    return [{ failure, ids: [...ids, ...(correlation_id ? [correlation_id] : [])], isInvocation }];
  }
  return plainFailure(line);
}

function plainFailure(line: string): LoggedFailure[] {
  const [, requestId, seconds] =
    /([0-9a-f-]{36}) Task timed out after ([\d.]+) seconds/.exec(line) ?? [];
  if (requestId !== undefined) {
    const message = `Task timed out after ${seconds} seconds`;
    return [{ failure: { type: 'Sandbox.Timedout', message }, ids: [], isInvocation: true }];
  }
  const [, exit] = /^RequestId: \S+ Error: (Runtime exited[^\n]*)/.exec(line) ?? [];
  if (exit !== undefined)
    return [{ failure: { type: 'Runtime.ExitError', message: exit }, ids: [], isInvocation: true }];
  // <time>\t<request id>\tERROR\t…
  const [time, ownId, level, ...rest] = line.split('\t');
  if (level !== 'ERROR' || time === undefined) return [];
  const text = rest.join('\t');
  const ids = idsIn(text, ownId);
  const thrown = lambdaErrorSchema.safeParse(jsonIn(text));
  const isInvocation = /^(Invoke Error|Uncaught Exception|Unhandled Promise Rejection)/.test(text);
  if (!thrown.success) return [{ failure: { type: 'ERROR', message: text }, ids, isInvocation }];
  return [{ failure: failureOfLambda(thrown.data), ids, isInvocation }];
}

/** What a function's answer, or a record of it, tells of its failure. */
export function failureOfPayload(payload: unknown): Failure | undefined {
  const { data } = lambdaErrorSchema.required({ errorMessage: true }).safeParse(payload);
  return data && failureOfLambda(data);
}

const failureOfLambda = ({
  errorType,
  errorMessage,
  stack,
  stackTrace,
}: z.infer<typeof lambdaErrorSchema>): Failure => ({
  type: errorType,
  message: errorMessage,
  stack: stack?.slice(1) ?? stackTrace,
});

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const idsIn = (text: string, own: string | undefined): string[] => [
  ...new Set((text.match(UUID) ?? []).filter((id) => id !== own)),
];

function jsonIn(line: string): unknown {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    return JSON.parse(line.slice(start));
  } catch {
    return undefined;
  }
}

import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ResourceNotFoundException as NoFunction,
} from '@aws-sdk/client-lambda';

/** A line that a function logged. */
export interface LogEvent {
  /** ms since 1970. */
  at: number;
  message: string;
}

/** Logs of functions. */
export interface Logs {
  /** Lines between two times (ms since 1970) that tell failures, page by page; nothing if there is no log. */
  failures(functionName: string, from: number, to: number): AsyncIterable<LogEvent[]>;
}

/** Structured lines of level ERROR, what Lambda logs of failed invocations, and console.error. */
const FAILURES = '?ERROR ?"Task timed out" ?"Runtime exited" ?CRITICAL';

/** Logs in CloudWatch. FilterLogEvents costs nothing, but reads no more than some requests a second. */
export const openLogs = (logs: CloudWatchLogsClient, lambda: LambdaClient): Logs => ({
  async *failures(functionName, from, to) {
    const pages = paginateFilterLogEvents(
      { client: logs },
      {
        logGroupName: await logGroupOf(lambda, functionName),
        filterPattern: FAILURES,
        ...{ startTime: Math.max(0, Math.floor(from)), endTime: Math.ceil(to) },
      },
    );
    try {
      for await (const { events = [] } of pages)
        yield events.map(({ timestamp = 0, message = '' }) => ({ at: timestamp, message }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  },
});

async function logGroupOf(lambda: LambdaClient, FunctionName: string): Promise<string> {
  const byName = `/aws/lambda/${FunctionName}`;
  try {
    const { LoggingConfig } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    return LoggingConfig?.LogGroup ?? byName;
  } catch (error) {
    // A function that is gone may have left its log.
    if (error instanceof NoFunction) return byName;
    throw error;
  }
}

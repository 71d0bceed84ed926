import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { costHooks } from './cost/cost-metrics.ts';
import { logger, metrics } from './telemetry.ts';

/**
 * The start of every handler's stack, in the one order used everywhere; what measures an invocation belongs here.
 *
 * The early timeout of middy is off: a timeout is Lambda's to report. It then counts as an error and the environment
 * is replaced, instead of being frozen in the middle of a handler that goes on in the next invocation.
 */
export const instrumented = <Event, Result>(): middy.MiddyfiedHandler<Event, Result> =>
  middy<Event, Result>({ timeoutEarlyInMillis: 0, ...costHooks() })
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics));

import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logger } from '../telemetry.ts';
import type { ApiEvent } from './api-event.ts';
import { HttpProblem } from './problems.ts';
import { requestIdOf } from './request.ts';
import { internalServerError, toProblemResponse } from './response.ts';

type Middleware = middy.MiddlewareObj<ApiEvent, APIGatewayProxyStructuredResultV2>;

/**
 * The one place where errors become answers. It sets the response and returns nothing, because a middleware that
 * returns a value ends middy's chain before the metrics are flushed and the logger's keys are reset.
 */
export const problemJson = (): Middleware => ({
  onError: (request) => {
    const { error } = request;
    const expected = error instanceof HttpProblem && error.status < 500;
    const problem = error instanceof HttpProblem ? error : internalServerError();
    if (expected) {
      logger.info('Request refused', { status: problem.status, code: problem.code });
    } else {
      logger.error('Request failed', { error: error ?? undefined });
    }
    request.response = toProblemResponse(problem, requestIdOf(request.event));
  },
});

import { BadRequest, HttpProblem, type HttpResult } from '@acado/powertools';
import type { FieldError } from '@acado/powertools/validate';
import type { Placement } from '../../domain/place-orders.ts';

/** What became of one order of a request, in the order of the request. */
export type Outcome = { errors: FieldError[] } | (Placement & { errors?: undefined });

const notPublished = (orderId: string): string =>
  `The order could not be published. Send it again with the orderId ${orderId}.`;

/** Another attempt may help: the bus, or the network before it, was in trouble. */
const unavailable = (detail: string, errors?: FieldError[]): HttpProblem =>
  new HttpProblem(503, 'NOT_PUBLISHED', detail, { headers: { 'retry-after': '1' }, errors });

const invalid = (errors: FieldError[]): HttpProblem =>
  new BadRequest('The request has no valid order', { code: 'VALIDATION_FAILED', errors });

/**
 * The answer to a single order.
 *
 * @throws {HttpProblem} when it was not accepted
 */
export const answerOne = (outcome: Outcome, urlOf: (orderId: string) => string): HttpResult => {
  if (outcome.errors) throw invalid(outcome.errors);
  const { orderId, error } = outcome;
  if (error) throw unavailable(notPublished(orderId));
  return {
    status: 202,
    headers: { location: urlOf(orderId) },
    body: { orderId, status: 'accepted' },
  };
};

/**
 * The answer to an array: what became of each order, as long as one was accepted.
 *
 * @throws {HttpProblem} when none was
 */
export const answerMany = (
  outcomes: readonly Outcome[],
  urlOf: (orderId: string) => string,
): HttpResult => {
  const results = outcomes.map((outcome, index) => {
    if (outcome.errors) return { index, status: 'rejected', errors: outcome.errors };
    const { orderId, error } = outcome;
    if (error) return { index, status: 'failed', orderId, retryable: true };
    return { index, status: 'accepted', orderId, location: urlOf(orderId) };
  });
  if (results.some(({ status }) => status === 'accepted'))
    return { status: 202, body: { results } };

  const errors = outcomes.flatMap(
    (outcome, index) =>
      outcome.errors ?? [{ field: `[${index}]`, message: notPublished(outcome.orderId) }],
  );
  if (results.every(({ status }) => status === 'rejected')) throw invalid(errors);
  throw unavailable('No order was accepted', errors);
};

import { BadRequest, HttpProblem, type HttpResult } from '@acado/powertools';
import type { FieldError } from '@acado/powertools/validate';
import type { PostedBody, ReadOrder } from './read-orders.ts';

/** What became of one order: placed if it has no error. */
export type Placement = { orderId: string; error?: Error | undefined };

/** What became of one order of a request, in the order of the request. */
export type Outcome = { errors: FieldError[] } | (Placement & { errors?: undefined });

/** What a service says when it has placed an order, and when it could not. */
export type Answering = {
  /** 202 as long as something is left to do. */
  success: { status: 201 | 202; word: string };
  /** Of the service or of what it depends on: another attempt may help. */
  failure: { status: 502 | 503; code: string };
  /** Where the order can be read. */
  urlOf?: (orderId: string) => string;
};

const notPlaced = (orderId: string): string =>
  `The order could not be placed. Send it again with the orderId ${orderId}.`;

const failed = ({ failure }: Answering, detail: string, errors?: FieldError[]): HttpProblem =>
  new HttpProblem(failure.status, failure.code, detail, {
    headers: { 'retry-after': '1' },
    errors,
  });

const invalid = (errors: FieldError[]): HttpProblem =>
  new BadRequest('The request has no valid order', { code: 'VALIDATION_FAILED', errors });

/**
 * The answer to a single order.
 *
 * @example
 * answerOne({ orderId }, { success: { status: 202, word: 'accepted' }, failure });
 * @throws {HttpProblem} when it was not placed
 */
export const answerOne = (outcome: Outcome, answering: Answering): HttpResult => {
  if (outcome.errors) throw invalid(outcome.errors);
  const { orderId, error } = outcome;
  if (error) throw failed(answering, notPlaced(orderId));
  const { success, urlOf } = answering;
  return {
    status: success.status,
    headers: urlOf ? { location: urlOf(orderId) } : {},
    body: { orderId, status: success.word },
  };
};

/**
 * The answer to an array: what became of each order, as long as one was placed.
 *
 * @example
 * answerMany([{ orderId }, { errors }], { success: { status: 202, word: 'accepted' }, failure });
 * @throws {HttpProblem} when none was
 */
export const answerMany = (outcomes: readonly Outcome[], answering: Answering): HttpResult => {
  const { success, urlOf } = answering;
  const results = outcomes.map((outcome, index) => {
    if (outcome.errors) return { index, status: 'rejected', errors: outcome.errors };
    const { orderId, error } = outcome;
    if (error) return { index, status: 'failed', orderId, retryable: true };
    return { index, status: success.word, orderId, location: urlOf?.(orderId) };
  });
  if (results.some(({ status }) => status === success.word))
    return { status: success.status, body: { results } };

  const errors = outcomes.flatMap(
    (outcome, index) =>
      outcome.errors ?? [{ field: `[${index}]`, message: notPlaced(outcome.orderId) }],
  );
  if (results.every(({ status }) => status === 'rejected')) throw invalid(errors);
  throw failed(answering, 'No order was placed', errors);
};

/**
 * The answer to a request: to its order, or to its array of orders.
 *
 * @param placements Of the orders that were read well, in the same order.
 * @example
 * const read = readOrders(body);
 * const placements = await place(read.filter(({ errors }) => !errors));
 * return answerTo({ body, read, placements }, answering);
 * @throws {HttpProblem} when none of them was placed
 */
export const answerTo = (
  {
    body,
    read,
    placements,
  }: { body: PostedBody; read: readonly ReadOrder[]; placements: readonly Placement[] },
  answering: Answering,
): HttpResult => {
  const waiting = [...placements];
  const outcomes = read.map(({ errors }): Outcome => (errors ? { errors } : waiting.shift()!));
  return Array.isArray(body) ? answerMany(outcomes, answering) : answerOne(outcomes[0]!, answering);
};

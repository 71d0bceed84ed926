import { anOrder } from '@acado/events/testing';
import { HttpProblem } from '@acado/powertools';
import { type Answering, answerMany, answerOne, answerTo } from './answer.ts';
import { readOrders } from './read-orders.ts';

const urlOf = (orderId: string) => `https://api.example.com/orders/${orderId}`;
const answering: Answering = {
  success: { status: 202, word: 'accepted' },
  failure: { status: 503, code: 'NOT_PUBLISHED' },
  urlOf,
};
const accepted = { orderId: 'order-a' };
const failed = { orderId: 'order-f', error: new Error('ThrottlingException') };
const rejected = { errors: [{ field: '[1].currency', message: 'Expected a code' }] };

const thrownBy = (answer: () => unknown): HttpProblem => {
  try {
    answer();
  } catch (error) {
    if (error instanceof HttpProblem) return error;
  }
  throw new Error('No problem was thrown');
};

describe('answerOne', () => {
  it('accepts with the place where the order will be', () => {
    expect(answerOne(accepted, answering)).toEqual({
      status: 202,
      headers: { location: 'https://api.example.com/orders/order-a' },
      body: { orderId: 'order-a', status: 'accepted' },
    });
  });

  it('speaks as the service does, and of no place where there is none', () => {
    const synchronous: Answering = {
      success: { status: 201, word: 'stored' },
      failure: { status: 502, code: 'NOT_STORED' },
    };
    expect(answerOne(accepted, synchronous)).toEqual({
      status: 201,
      headers: {},
      body: { orderId: 'order-a', status: 'stored' },
    });
    expect(thrownBy(() => answerOne(failed, synchronous))).toMatchObject({
      status: 502,
      code: 'NOT_STORED',
    });
  });

  it('names the wrong fields', () => {
    const problem = thrownBy(() => answerOne(rejected, answering));
    expect(problem).toMatchObject({ status: 400, errors: rejected.errors });
  });

  it('asks to send an order again that could not be placed, by its id', () => {
    const problem = thrownBy(() => answerOne(failed, answering));
    expect(problem).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(problem.detail).toContain('order-f');
    expect(problem.detail).not.toContain('Throttling');
  });
});

describe('answerMany', () => {
  it('says of each order what became of it', () => {
    expect(answerMany([accepted, rejected, failed], answering)).toEqual({
      status: 202,
      body: {
        results: [
          { index: 0, status: 'accepted', orderId: 'order-a', location: urlOf('order-a') },
          { index: 1, status: 'rejected', errors: rejected.errors },
          { index: 2, status: 'failed', orderId: 'order-f', retryable: true },
        ],
      },
    });
  });

  it('refuses a request without a valid order', () => {
    const problem = thrownBy(() => answerMany([rejected, rejected], answering));
    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([...rejected.errors, ...rejected.errors]);
  });

  it('asks to come again when no order could be placed', () => {
    const problem = thrownBy(() => answerMany([failed, rejected], answering));
    expect(problem).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(problem.errors!.map(({ field }) => field)).toEqual(['[0]', '[1].currency']);
  });
});

describe('answerTo', () => {
  it('tells each order of an array what became of it, whatever was refused between them', () => {
    const body = [anOrder(), { ...anOrder(), currency: 7 }, anOrder()];
    const placements = [accepted, failed];

    const { body: answer } = answerTo({ body, read: readOrders(body), placements }, answering);

    expect(answer).toMatchObject({
      results: [
        { index: 0, status: 'accepted', orderId: 'order-a' },
        { index: 1, status: 'rejected', errors: [{ field: '[1].currency' }] },
        { index: 2, status: 'failed', orderId: 'order-f' },
      ],
    });
  });

  it('answers an order that came alone as one', () => {
    const body = { ...anOrder() };

    const answer = answerTo({ body, read: readOrders(body), placements: [accepted] }, answering);

    expect(answer.body).toEqual({ orderId: 'order-a', status: 'accepted' });
  });
});

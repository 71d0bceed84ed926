import { nearest } from './nearest.ts';

const words = ['num', 'strategy', 'powerValues', 'lambdaARN', 'payload', 'payloadS3'];

describe('nearest', () => {
  it.each([
    ['strateg', 'strategy'],
    ['STRATEGY', 'strategy'],
    ['lambdaArn', 'lambdaARN'],
    ['powervalue', 'powerValues'],
    ['payloads3', 'payloadS3'],
    ['nums', 'num'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, words)).toBe(meant);
  });

  it.each(['comment', 'x', '', 'n'.repeat(10_000)])('finds nothing like %s', (word) => {
    expect(nearest(word, words)).toBeUndefined();
  });
});

import { busyFunctions, createRates, gained } from './rates.ts';

const minutes = (...counts: [number, number][]) => new Map(counts);

describe('gained', () => {
  it('counts what is new in each minute', () => {
    expect(gained(minutes([0, 5]), minutes([0, 7], [60, 4]))).toBe(6);
  });

  it('takes a minute that has gone, and a counter that began anew, for no loss', () => {
    expect(gained(minutes([0, 5], [60, 4]), minutes([60, 1]))).toBe(0);
  });
});

describe('busyFunctions', () => {
  it('sees an invocation of the minute in which an older one leaves the hour', () => {
    const before = new Map([
      ['Invocations canary', minutes([0, 1], [60, 1])],
      ['Invocations idle', minutes([60, 1])],
    ]);
    const now = new Map([
      ['Invocations canary', minutes([60, 1], [120, 1])],
      ['Invocations idle', minutes()],
    ]);
    expect(busyFunctions(['canary', 'idle', 'never'], before, now)).toEqual(['canary']);
  });
});

describe('createRates', () => {
  const at = (counts: [number, number][]) => new Map([['a', minutes(...counts)]]);

  it('counts from the second look on, and all that there is', () => {
    const rates = createRates();
    expect(rates.take(0, at([[0, 10]])).get('a')).toEqual({ perSecond: 0, total: 10 });
    expect(rates.take(1000, at([[0, 14]])).get('a')).toEqual({ perSecond: 4, total: 14 });
    expect(rates.take(2000, at([[0, 14]])).get('a')).toEqual({ perSecond: 2, total: 14 });
  });

  it('forgets what is long ago', () => {
    const rates = createRates();
    rates.take(0, at([]));
    rates.take(1000, at([[0, 10]]));
    expect(rates.take(60_000, at([[0, 10]])).get('a')).toEqual({ perSecond: 0, total: 10 });
  });

  it('counts a metric that is there for the first time', () => {
    const rates = createRates();
    rates.take(0, new Map());
    rates.take(1000, new Map());
    rates.take(2000, at([[0, 3]]));
    expect(rates.take(3000, at([[0, 9]])).get('a')).toEqual({ perSecond: 6, total: 9 });
  });
});

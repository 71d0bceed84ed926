import fc from 'fast-check';
import { adviseCapacity } from './advise.ts';
import { exampleSystem } from './example.ts';
import { type System, systemSchema } from './input.ts';

const system = (perSecond: number, components: object[], more: object = {}): System =>
  systemSchema.parse({ arrivals: { perSecond }, entry: 'entry', components, ...more });

const queueWith = (queue: object, worker: object, arrivals: object) =>
  adviseCapacity(
    systemSchema.parse({
      arrivals,
      entry: 'entry',
      components: [
        { type: 'queue', id: 'entry', consumer: 'worker', ...queue },
        { type: 'function', id: 'worker', ...worker },
      ],
    }),
  );

const limitOf = (advice: ReturnType<typeof adviseCapacity>, component: string, limit: string) =>
  advice.limits.find((other) => other.component === component && other.limit === limit)!;

describe('adviseCapacity', () => {
  it('uses concurrency by rate × duration', () => {
    const advice = adviseCapacity(
      system(50, [{ type: 'function', id: 'entry', durationMs: 200, reservedConcurrency: 20 }]),
    );
    expect(limitOf(advice, 'entry', 'reserved concurrency')).toMatchObject({
      used: 10,
      capacity: 20,
      utilisation: 0.5,
      saturatesAtPerSecond: 100,
    });
    // Ten synchronous requests per second for each.
    expect(limitOf(advice, 'entry', 'synchronous requests').capacity).toBe(200);
    expect(advice).toMatchObject({
      saturatesFirst: { component: 'entry', limit: 'reserved concurrency', atPerSecond: 100 },
      changes: [],
      backlogs: [],
    });
  });

  it('is capped by requests per second when a function is fast', () => {
    const advice = adviseCapacity(
      system(50, [{ type: 'function', id: 'entry', durationMs: 2, reservedConcurrency: 10 }]),
    );
    expect(advice.saturatesFirst).toEqual({
      component: 'entry',
      limit: 'synchronous requests',
      atPerSecond: 100,
    });
  });

  it('processes effective concurrency × batch / duration, and queues the rest', () => {
    // 2 × 10 / 0.5 s = 40/s of 100/s; 60/s for 100 s = 6,000; at 40 − 10 = 30/s they take 200 s.
    const { backlogs, changes } = queueWith(
      { batchSize: 10, maximumConcurrency: 2 },
      { durationMs: 400, perItemMs: 10 },
      { perSecond: 100, seconds: 100, afterwardsPerSecond: 10 },
    );
    expect(backlogs).toEqual([
      {
        component: 'entry',
        arrivesPerSecond: 100,
        processedPerSecond: 40,
        growsPerSecond: 60,
        backlog: 6000,
        oldestAgeSeconds: 150,
        drainSeconds: 200,
        losesItems: false,
      },
    ]);
    // 100/s × 0.5 s / 10 = 5 at once; at 80 % that is 7.
    expect(changes[0]).toMatch(
      /^entry, maximumConcurrency: raise maximumConcurrency to 7 \(now 2\)/,
    );
  });

  it('tells when a queue never drains, and when its messages expire', () => {
    const slow = [
      { batchSize: 1, maximumConcurrency: 2, retentionSeconds: 60 },
      { durationMs: 1000 },
    ];
    const arrivals = { perSecond: 10, seconds: 60, afterwardsPerSecond: 2 };
    expect(queueWith(slow[0]!, slow[1]!, arrivals).backlogs[0]).toMatchObject({
      drainSeconds: null,
      losesItems: true,
    });
    expect(queueWith(slow[0]!, slow[1]!, { perSecond: 10 }).backlogs[0]).toEqual({
      component: 'entry',
      arrivesPerSecond: 10,
      processedPerSecond: 2,
      growsPerSecond: 8,
    });
    expect(queueWith(slow[0]!, slow[1]!, { perSecond: 2, seconds: 60 }).backlogs).toEqual([]);
  });

  it('is limited by the reserved concurrency of the consumer, too', () => {
    const { backlogs } = queueWith(
      { batchSize: 10, maximumConcurrency: 100 },
      { durationMs: 1000, reservedConcurrency: 3 },
      { perSecond: 50 },
    );
    expect(backlogs[0]!.processedPerSecond).toBeCloseTo(30, 9);
  });

  it('lets no more into a queue than what is before it lets through', () => {
    const advice = adviseCapacity(
      system(1000, [
        { type: 'http-api', id: 'entry', requestsPerSecond: 100, to: [{ id: 'queue' }] },
        { type: 'queue', id: 'queue', batchSize: 10, maximumConcurrency: 2, consumer: 'worker' },
        { type: 'function', id: 'worker', durationMs: 250 },
      ]),
    );
    expect(advice.backlogs[0]).toMatchObject({ arrivesPerSecond: 100, processedPerSecond: 80 });
    expect(advice.saturatesFirst).toMatchObject({ component: 'queue', atPerSecond: 80 });
  });

  it('processes shards × batch size / duration of a stream', () => {
    const advice = adviseCapacity(
      system(100, [
        { type: 'stream', id: 'entry', shards: 4, batchSize: 50, consumer: 'worker' },
        { type: 'function', id: 'worker', durationMs: 2000 },
      ]),
    );
    expect(limitOf(advice, 'entry', 'processing of shards')).toMatchObject({
      capacity: 100,
      utilisation: 1,
    });
    expect(limitOf(advice, 'entry', 'writes to shards').capacity).toBe(4000);
    expect(advice.backlogs).toEqual([]);
  });

  it('multiplies what an item causes', () => {
    const advice = adviseCapacity(
      system(100, [
        { type: 'function', id: 'entry', durationMs: 10, to: [{ id: 'table', perItem: 3 }] },
        { type: 'table', id: 'table', writeUnitsPerItem: 2, readUnitsPerItem: 0.5 },
      ]),
    );
    expect(limitOf(advice, 'table', 'write units')).toMatchObject({ used: 600, capacity: 4000 });
    expect(limitOf(advice, 'table', 'read units').used).toBe(150);
  });

  it('keeps reservations apart from the account', () => {
    const advice = adviseCapacity(
      system(
        100,
        [
          {
            type: 'function',
            id: 'entry',
            durationMs: 1000,
            reservedConcurrency: 400,
            to: [{ id: 'other' }],
          },
          { type: 'function', id: 'other', durationMs: 3000 },
        ],
        { accountConcurrency: 1000 },
      ),
    );
    expect(limitOf(advice, 'account', 'concurrency')).toMatchObject({ used: 300, capacity: 600 });
  });

  it('says how long scaling takes', () => {
    const burst = adviseCapacity(
      system(2500, [{ type: 'function', id: 'entry', durationMs: 1000 }], {
        accountConcurrency: 5000,
      }),
    );
    expect(burst.scaling).toEqual([{ component: 'entry', concurrency: 2500, seconds: 20 }]);
    const mapping = queueWith({ batchSize: 1 }, { durationMs: 1000 }, { perSecond: 305 });
    expect(mapping.scaling).toEqual([{ component: 'entry', concurrency: 305, seconds: 60 }]);
  });

  it('uses limits in proportion to the rate', () => {
    const at = (perSecond: number) =>
      adviseCapacity(systemSchema.parse({ ...exampleSystem, arrivals: { perSecond } }));
    const rate = fc.double({ min: 0.1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(rate, fc.double({ min: 0.1, max: 100, noNaN: true }), (perSecond, factor) => {
        const [one, other] = [at(perSecond), at(perSecond * factor)];
        one.limits.forEach(({ utilisation }, index) => {
          const expected = utilisation * factor;
          const difference = Math.abs(other.limits[index]!.utilisation - expected);
          expect(difference).toBeLessThanOrEqual(expected * 1e-9);
        });
        expect(other.saturatesFirst.atPerSecond / one.saturatesFirst.atPerSecond).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('systemSchema', () => {
  const fn = { type: 'function', id: 'entry', durationMs: 1 };
  it.each<[string, object[], string, RegExp]>([
    ['an unknown target', [{ ...fn, to: [{ id: 'x' }] }], 'components.0.to.0.id', /no .*"x"/],
    ['a name that is there twice', [fn, fn], 'components.1.id', /two of "entry"/],
    ['a circle', [{ ...fn, to: [{ id: 'entry' }] }], 'components.0', /come back to "entry"/],
    ['what no item reaches', [fn, { ...fn, id: 'b' }], 'components.1', /reaches "b"/],
    ['an entry that is not there', [{ ...fn, id: 'b' }], 'entry', /no component "entry"/],
    [
      'a consumer that is no function',
      [
        { type: 'queue', id: 'entry', consumer: 'b' },
        { type: 'table', id: 'b', writeUnitsPerItem: 1 },
      ],
      'components.0.consumer',
      /not a function/,
    ],
    ['no concurrency left', [{ ...fn, reservedConcurrency: 1000 }], 'accountConcurrency', /1000/],
    ['an unknown type', [{ ...fn, type: 'lambda' }], 'components.0.type', /./],
  ])('refuses %s', (_what, components, field, message) => {
    const document = { arrivals: { perSecond: 1 }, entry: 'entry', components };
    const { error } = systemSchema.safeParse(document);
    expect(error!.issues.map(({ path }) => path.join('.'))).toContain(field);
    expect(error!.issues.map((issue) => issue.message).join()).toMatch(message);
  });
});

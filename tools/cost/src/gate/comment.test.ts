import { commentOf } from './comment.ts';

const row = {
  ...{ function: 'store', item: 'lambda.duration.arm64', resource: '' },
  ...{ before: 0.1, after: 0.2, noise: 0, inputs: ['functions.store.'] },
};

const content: Parameters<typeof commentOf>[0] = {
  service: 'shop',
  event: 'order',
  region: 'us-east-1',
  comparison: {
    events: { before: 2, after: 2.1, noise: 0.01, rows: [row, { ...row, after: 0.1 }] },
    monthly: {
      before: 5,
      after: 5.1,
      rows: [
        {
          ...{ function: undefined, item: 'cloudwatch.alarms.standard', resource: '' },
          ...{ before: 1, after: 1.1, noise: 0, inputs: ['alarms.'] },
        },
      ],
    },
    sameUsage: true,
    runs: 5,
  },
  verdict: { problems: ['it costs more'], meters: [], notes: ['Raise the budget.'] },
  changes: [
    {
      ...{ id: 'functions.store.memorySize', name: 'memorySize', before: '512', after: '1024' },
      at: { file: 'services/shop/serverless.yml', line: 57, removed: false },
    },
  ],
  files: ['libs/serverless-config/src/alarms.ts'],
  notes: ['Measured today.'],
};

describe('commentOf', () => {
  it('says what rises, by how much, and which line made it', () => {
    expect(commentOf(content)).toMatchInlineSnapshot(`
      "### ❌ Cost of the change: shop

      - A million orders in us-east-1: 2.0000 → **2.1000 USD** (+0.1000, +5.0 %) (± 0.0100 from the noise of the measurement, 95 %, 5 runs)
      - A month beside its orders: 5.0000 → **5.1000 USD** (+0.1000, +2.0 %)
      - **Over budget:** it costs more

      | function | USD for a million orders | before | after | difference | because of |
      | --- | --- | ---: | ---: | ---: | --- |
      | store | lambda.duration.arm64 | 0.1000 | 0.2000 | +0.1000 | \`services/shop/serverless.yml:57\` memorySize 512 → 1024 |

      | function | USD a month | before | after | difference | because of |
      | --- | --- | ---: | ---: | ---: | --- |
      |  | cloudwatch.alarms.standard | 1.0000 | 1.1000 | +0.1000 | \`libs/serverless-config/src/alarms.ts\` |

      > - Raise the budget.
      > - Measured today.
      "
    `);
  });

  it('says that nothing changed', () => {
    const same = { before: 2, after: 2, noise: 0, rows: [] };
    const text = commentOf({
      ...content,
      comparison: { ...content.comparison, events: same, monthly: same },
      verdict: { problems: [], meters: [], notes: [] },
    });

    expect(text).toContain('### ✅ Cost of the change: shop');
    expect(text).toContain('A million orders in us-east-1: 2.0000 USD, unchanged');
    expect(text).not.toContain('| function |');
  });

  it('says what is new, and what is gone', () => {
    const textWith = (before: string | undefined, after: string | undefined, removed: boolean) => {
      const at = { file: 'serverless.yml', line: 3, removed };
      const change = { id: 'functions.store.exists', name: 'function', before, after, at };
      return commentOf({ ...content, changes: [change] });
    };

    expect(textWith(undefined, 'store', false)).toContain(
      '`serverless.yml:3` function store is new',
    );
    expect(textWith('store', undefined, true)).toContain(
      '`serverless.yml:3` (removed) function store is gone',
    );
  });
});

import { ARN } from '../testing/an-input.ts';
import { FIELD_NAMES } from './function-schema.ts';
import { inputJsonSchema, inputSchema } from './input-schema.ts';

describe('inputSchema', () => {
  it.each([
    { lambdaARN: ARN, num: 10 },
    { lambdaARN: ARN, sampling: 'adaptive' },
    { functions: [{ lambdaARN: ARN, num: 10 }, { lambdaARN: `${ARN}-2` }], num: 20 },
  ])('takes %j', (input) => {
    expect(inputSchema.safeParse(input).success).toBe(true);
  });

  it.each([{}, { lambdaARN: ARN, num: 10, strateg: 'cost' }, { functions: [{ num: 10 }] }])(
    'refuses %j',
    (input) => {
      expect(inputSchema.safeParse(input).success).toBe(false);
    },
  );
});

describe('inputJsonSchema', () => {
  it('describes every field', () => {
    const { anyOf } = inputJsonSchema() as {
      anyOf: { properties: Record<string, { description?: string }> }[];
    };

    expect(Object.keys(anyOf[0]?.properties ?? {}).sort()).toEqual([...FIELD_NAMES].sort());
    for (const [name, field] of Object.entries(anyOf[0]?.properties ?? {})) {
      expect([name, field.description]).toEqual([name, expect.stringMatching(/^[A-Z`]/)]);
    }
  });
});

import { meters } from './meters/index.ts';
import { usageJsonSchema } from './usage-schema.ts';

interface LineSchema {
  description: string;
  required: string[];
  properties: Record<string, { const?: string; description?: string }>;
  examples: object[];
}

const schema = usageJsonSchema() as { items: { oneOf: LineSchema[] } };

describe('usageJsonSchema', () => {
  it('has one alternative for each meter, with an example', () => {
    expect(schema.items.oneOf.map(({ properties }) => properties.meter?.const)).toEqual(
      meters.map(({ name }) => name),
    );
    expect(schema.items.oneOf.flatMap(({ examples }) => examples)).toEqual(
      meters.map(({ example }) => example),
    );
  });

  it('describes every field', () => {
    for (const { properties } of schema.items.oneOf) {
      for (const [field, { description }] of Object.entries(properties)) {
        if (field !== 'meter') expect([field, description]).toEqual([field, expect.any(String)]);
      }
    }
  });

  it('requires only what has no default', () => {
    const sqs = schema.items.oneOf.find(({ properties }) => properties.meter?.const === 'sqs');
    expect(sqs?.required).toEqual(['meter', 'region', 'type', 'messages']);
  });
});

import { z } from 'zod';
import { functionNameOf, physicalName, shortId, uuidOf } from './names.ts';
import { flag, integer, json, noEffect, parseProperties } from './properties.ts';
import { aStack } from '../template/testing.ts';

const schema = z.strictObject({
  Name: z.string(),
  Size: integer.optional(),
  On: flag.optional(),
  Rules: z.array(z.strictObject({ Id: z.string() })).default([]),
  Policy: json.optional(),
  Tags: noEffect('nobody reads them'),
});

describe('parseProperties', () => {
  it('names what the schema does not know and keeps the rest', () => {
    const parsed = parseProperties(schema, {
      Name: 'a',
      Extra: 1,
      Tags: [],
      Rules: [{ Id: 'x' }, { Id: 'y', Deep: true }],
    });

    expect(parsed.unknown.sort()).toEqual(['Extra', 'Rules[1].Deep']);
    expect(parsed.value).toMatchObject({ Name: 'a', Rules: [{ Id: 'x' }, { Id: 'y' }] });
  });

  it('takes numbers, booleans and documents written as text', () => {
    const parsed = parseProperties(schema, { Name: 'a', Size: '5', On: 'true', Policy: '{"a":1}' });

    expect(parsed.value).toMatchObject({ Size: 5, On: true, Policy: { a: 1 } });
  });

  it('says where properties are unusable', () => {
    expect(parseProperties(schema, { Name: 'a', Rules: [{}] }).problem?.path).toEqual([
      'Rules',
      0,
      'Id',
    ]);
    expect(parseProperties(schema, { Name: 'a', Policy: 'x' }).problem?.message).toBe(
      'is not a JSON object',
    );
  });
});

describe('names', () => {
  const place = { stack: aStack({}), logicalId: 'OrdersQueue' };

  it('are the same every time and differ by resource', () => {
    expect(physicalName(place)).toMatch(/^acado-shop-local-OrdersQueue-[0-9a-f]{12}$/);
    expect(physicalName(place)).toBe(physicalName({ ...place }));
    expect(shortId(place)).toMatch(/^[0-9a-z]{10}$/);
    expect(uuidOf(place)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(shortId({ ...place, logicalId: 'Other' })).not.toBe(shortId(place));
  });

  it('fit the length that a service allows', () => {
    expect(physicalName({ ...place, logicalId: 'x'.repeat(100) }, 64)).toHaveLength(64);
  });

  it.each([
    ['f', 'f'],
    ['f:live', 'f'],
    ['arn:aws:lambda:us-east-1:000000000000:function:f', 'f'],
    ['arn:aws:lambda:us-east-1:000000000000:function:f:1', 'f'],
  ])('finds the function in %s', (text, expected) => {
    expect(functionNameOf(text)).toBe(expected);
  });
});

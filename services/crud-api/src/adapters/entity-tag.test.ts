import { entityTag } from '@acado/powertools';
import { changeHeadersSchema, replaceHeadersSchema, writeCondition } from './entity-tag.ts';

const conditionOf = (headers: Record<string, string>) =>
  writeCondition(replaceHeadersSchema.parse(headers));

describe('writeCondition', () => {
  it.each([
    [{}, { type: 'none' }],
    [{ 'if-none-match': '*' }, { type: 'absent' }],
    [{ 'if-match': '*' }, { type: 'present' }],
    [{ 'if-match': entityTag('a') }, { type: 'version', oneOf: ['a'] }],
    [{ 'if-match': ' "a", "b,c" ' }, { type: 'version', oneOf: ['a', 'b,c'] }],
    [{ 'if-match': 'W/"a", "b"' }, { type: 'version', oneOf: ['b'] }],
    [{ 'if-match': 'W/"a"' }, { type: 'version', oneOf: [] }],
  ])('of %j is %j', (headers, condition) => {
    expect(conditionOf(headers)).toEqual(condition);
  });

  it.each(['a', '"a', '"a" "b"', '', '*, "a"', 'w/"a"'])('refuses if-match %s', (header) => {
    expect(changeHeadersSchema.safeParse({ 'if-match': header }).success).toBe(false);
  });

  it('refuses more tags than one comparison takes', () => {
    const header = Array.from({ length: 101 }, (_, i) => `"${i}"`).join(',');

    expect(changeHeadersSchema.safeParse({ 'if-match': header }).success).toBe(false);
  });

  it('refuses both conditions at once, and entity tags to create by', () => {
    const both = { 'if-match': '*', 'if-none-match': '*' };

    expect(replaceHeadersSchema.safeParse(both).success).toBe(false);
    expect(replaceHeadersSchema.safeParse({ 'if-none-match': '"a"' }).success).toBe(false);
  });
});

import { compile } from './template.ts';

describe('compile', () => {
  it('fills in variables, each use anew', () => {
    const fill = compile('/items/{{ id }}?n={{n}}', { id: ['a', 'b'], n: '5' });
    const filled = new Set(Array.from({ length: 200 }, fill));
    expect(filled).toEqual(new Set(['/items/a?n=5', '/items/b?n=5']));
  });

  it('fills in what values have placeholders for', () => {
    expect(compile('{{table}}', { table: 'items-{{stage}}', stage: 'dev' })()).toBe('items-dev');
  });

  it.each([
    ['{{$guid}}', /^[0-9a-f]{8}-[0-9a-f]{4}-4/],
    ['{{$timestamp}}', /^\d{10}$/],
    ['{{$randomInt}}', /^\d{1,4}$/],
    ['{{$isoTimestamp}}', /^\d{4}-\d\d-\d\dT/],
    ['{{$randomEmail}}', /^\w+@example\.com$/],
  ])('knows %s', (text, pattern) => {
    expect(compile(text, {})()).toMatch(pattern);
  });

  it('gives each place a value of its own', () => {
    const [one, other] = compile('{{$guid}} {{$guid}}', {})().split(' ');
    expect(one).not.toBe(other);
  });

  it.each([
    ['{{nope}}', {}, '{{nope}} has no value: --variable nope=…'],
    ['{{toString}}', {}, '{{toString}} has no value'],
    ['{{$nope}}', {}, '{{$nope}} is not known; there are $guid'],
    ['{{a}}', { a: '{{b}}', b: '{{a}}' }, '{{a}} has itself in its value'],
  ])('refuses %s', (text, variables, message) => {
    expect(() => compile(text, variables as Record<string, string>)).toThrow(message);
  });
});

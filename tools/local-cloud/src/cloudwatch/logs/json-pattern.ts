import { invalidPattern } from './filter-pattern.ts';

type Test = (document: unknown) => boolean;

const TOKEN =
  /\s*(?:(\$(?:\.[^\s.[\]=!<>&|(){}]+|\['[^']*'\]|\[\d+\])*)|"((?:[^"\\]|\\.)*)"|(&&|\|\||!=|<=|>=|[=<>(){}])|([^\s=!<>&|(){}"]+))/y;

type Token = { kind: 'selector' | 'text' | 'sign' | 'word' | 'end'; text: string };

const tokensOf = (pattern: string): Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (pattern.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(pattern);
    if (!match) throw invalidPattern(pattern);
    const [, selector, quoted, sign, word] = match;
    if (selector !== undefined) tokens.push({ kind: 'selector', text: selector });
    else if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
};

/** What a selector such as `$.order.lines[0].sku` finds; `undefined` when there is nothing. */
export const select = (selector: string, document: unknown): unknown => {
  const keys = [...selector.matchAll(/\.([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]/g)];
  let value = document;
  for (const [, name, quoted, index] of keys) {
    const key = name ?? quoted ?? index ?? '';
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
};

const ORDER: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const equals = (wanted: Token): Test => {
  const number = wanted.kind === 'word' ? Number(wanted.text) : NaN;
  if (!Number.isNaN(number))
    return (value) => Number(value) === number && typeof value !== 'boolean';
  const wildcard = new RegExp(`^${escaped(wanted.text).replaceAll('*', '.*')}$`, 's');
  return (value) =>
    ['string', 'number', 'boolean'].includes(typeof value) && wildcard.test(String(value));
};

const comparison = (sign: string, wanted: Token): Test => {
  if (sign === '=') return equals(wanted);
  if (sign === '!=') {
    const same = equals(wanted);
    return (value) => value !== undefined && !same(value);
  }
  const compare = ORDER[sign];
  const limit = Number(wanted.text);
  if (!compare || Number.isNaN(limit)) throw invalidPattern(`${sign} ${wanted.text}`);
  return (value) => typeof value === 'number' && compare(value, limit);
};

const CONSTANTS: Record<string, unknown> = { TRUE: true, FALSE: false, NULL: null };

/** A JSON pattern: `{ ($.level = "ERROR" || $.status >= 500) && $.code IS NULL }`. */
export const parseJsonPattern = (pattern: string): Test => {
  const tokens = tokensOf(pattern);
  let position = 0;
  const next = (): Token => tokens[position++] ?? { kind: 'end', text: 'the end' };
  const takes = (text: string, kind: Token['kind'] = 'sign'): boolean => {
    const token = tokens[position];
    const found = token?.kind === kind && token.text.toUpperCase() === text;
    if (found) position++;
    return found;
  };
  const expect = (sign: string): void => {
    if (!takes(sign)) throw invalidPattern(`expected "${sign}" instead of ${next().text}`);
  };

  const condition = (): Test => {
    if (takes('(')) {
      const inner = either();
      expect(')');
      return inner;
    }
    const selector = next();
    if (selector.kind !== 'selector') throw invalidPattern(`unexpected ${selector.text}`);
    const on =
      (test: Test): Test =>
      (document) =>
        test(select(selector.text, document));
    if (takes('IS', 'word')) {
      const name = next().text.toUpperCase();
      if (!Object.hasOwn(CONSTANTS, name)) throw invalidPattern(`IS ${name}`);
      return on((value) => value === CONSTANTS[name]);
    }
    if (takes('EXISTS', 'word')) return on((value) => value !== undefined);
    if (takes('NOT', 'word')) {
      if (!takes('EXISTS', 'word')) throw invalidPattern(`NOT ${next().text}`);
      return on((value) => value === undefined);
    }
    const sign = next();
    const wanted = next();
    if (sign.kind !== 'sign' || (wanted.kind !== 'word' && wanted.kind !== 'text'))
      throw invalidPattern(`${selector.text} ${sign.text} ${wanted.text}`);
    return on(comparison(sign.text, wanted));
  };

  const both = (): Test => {
    const parts = [condition()];
    while (takes('&&')) parts.push(condition());
    return (document) => parts.every((test) => test(document));
  };
  const either = (): Test => {
    const parts = [both()];
    while (takes('||')) parts.push(both());
    return (document) => parts.some((test) => test(document));
  };

  expect('{');
  const matches = either();
  expect('}');
  if (position < tokens.length) throw invalidPattern(`unexpected ${next().text}`);
  return matches;
};

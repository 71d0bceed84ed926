import { AwsError } from '../../aws-api.ts';

/** A metric math expression, parsed. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'reference'; id: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] };

export const mathError = (message: string): AwsError =>
  new AwsError('ValidationError', `Error in expression: ${message}`);

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)|([A-Za-z][A-Za-z0-9_]*)|"([^"]*)"|'([^']*)'|(>=|<=|==|!=|&&|\|\||[-+*/^()[\],<>]))/iy;

type Token = { kind: 'number' | 'name' | 'text' | 'sign' | 'end'; text: string };

const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw mathError(`unexpected "${source.slice(start).trim()}" in "${source}"`);
    const [, digits, name, double, single, sign] = match;
    if (digits !== undefined) tokens.push({ kind: 'number', text: digits });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return [...tokens, { kind: 'end', text: 'the end' }];
};

/** Loosest first. */
const LEVELS = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];
/** Deeper than any sensible expression, and far from the end of the stack. */
const MAX_DEPTH = 100;

/** @throws AwsError `ValidationError` that says what is wrong where */
export const parseExpression = (source: string): Expression => {
  const tokens = tokensOf(source);
  let position = 0;
  let depth = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: 'the end' };
  const next = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const isSign = (sign: string): boolean => peek().kind === 'sign' && peek().text === sign;
  const expect = (sign: string): void => {
    const token = next();
    if (token.text !== sign || token.kind !== 'sign')
      throw mathError(`expected "${sign}" instead of ${token.text} in "${source}"`);
  };

  const listUntil = (end: string): Expression[] => {
    const items: Expression[] = [];
    while (!isSign(end)) {
      items.push(binary(0));
      if (!isSign(end)) expect(',');
    }
    expect(end);
    return items;
  };

  const primary = (): Expression => {
    const token = next();
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'name') {
      if (!isSign('(')) return { kind: 'reference', id: token.text };
      position++;
      return { kind: 'call', name: token.text.toUpperCase(), arguments: listUntil(')') };
    }
    if (token.text === '[') return { kind: 'list', items: listUntil(']') };
    if (token.text !== '(') throw mathError(`unexpected ${token.text} in "${source}"`);
    const inner = binary(0);
    expect(')');
    return inner;
  };

  const unary = (): Expression => {
    if (++depth > MAX_DEPTH) throw mathError(`"${source.slice(0, 40)}…" is nested too deeply`);
    try {
      if (!isSign('-')) return power(primary());
      position++;
      return {
        kind: 'operation',
        operator: '-',
        left: { kind: 'number', value: 0 },
        right: unary(),
      };
    } finally {
      depth--;
    }
  };

  const power = (left: Expression): Expression => {
    if (!isSign('^')) return left;
    position++;
    return { kind: 'operation', operator: '^', left, right: unary() };
  };

  const binary = (level: number): Expression => {
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    while (peek().kind !== 'text' && operators.includes(peek().text)) {
      const operator = next().text;
      left = { kind: 'operation', operator, left, right: binary(level + 1) };
    }
    return left;
  };

  const expression = binary(0);
  if (peek().kind !== 'end') throw mathError(`unexpected ${peek().text} in "${source}"`);
  return expression;
};

/** The ids that an expression refers to; `METRICS()` refers to all metrics and is not among them. */
export const referencesOf = (expression: Expression): string[] => {
  switch (expression.kind) {
    case 'reference':
      return [expression.id];
    case 'list':
      return expression.items.flatMap(referencesOf);
    case 'operation':
      return [...referencesOf(expression.left), ...referencesOf(expression.right)];
    case 'call':
      return expression.arguments.flatMap(referencesOf);
    case 'number':
    case 'text':
      return [];
  }
};

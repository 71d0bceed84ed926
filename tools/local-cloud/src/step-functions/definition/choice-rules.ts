import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What the interpreter would not do by itself: see to it that a comparison is of the type that its name says. */
const ofTest = (rule: JsonObject): JsonObject => {
  const { Variable = null, Next, ...tests } = rule;
  const next: JsonObject = Next === undefined ? {} : { Next };
  const [[test, operand] = ['', null]] = Object.entries(tests).filter(([key]) => key !== 'Comment');
  // It takes no test for the contrary.
  if (test.startsWith('Is') && operand === false)
    return { Not: { Variable, [test]: true }, ...next };
  const type = /^(Numeric|String|Boolean|Timestamp)/.exec(test)?.[0];
  if (type === undefined) return rule;
  return {
    And: [
      { Variable, [`Is${type}`]: true },
      { Variable, [test]: operand },
    ],
    ...next,
  };
};

/** A rule of a Choice that means to the interpreter what it means on AWS. */
export const ofRule = (rule: Json): Json => {
  if (!isJsonObject(rule)) return rule;
  const { And, Or, Not } = rule;
  if (Array.isArray(And)) return { ...rule, And: And.map(ofRule) };
  if (Array.isArray(Or)) return { ...rule, Or: Or.map(ofRule) };
  return Not === undefined ? ofTest(rule) : { ...rule, Not: ofRule(Not) };
};

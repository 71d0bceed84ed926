import { compareAnswers } from './compare/compare-answers.ts';
import type { Difference } from './compare/difference.ts';
import type { Ignores } from './compare/ignored-fields.ts';
import { type AnsweredBy, byHttpApi, byRestApi } from './gateway/answered-by.ts';
import { CATALOGUE } from './gateway/catalogue.ts';
import type { ExpectedDifference, Pair } from './gateway/expected-difference.ts';
import { isPreflight } from './gateway/own-answers.ts';

/** Differences that are known, and why they do not count. */
export interface Explained {
  expected: ExpectedDifference;
  differences: Difference[];
  /** Why somebody accepts it, `''` without a reason; absent when it is only listed. */
  accepted?: string;
}

/** What is made of both answers to a request. */
export interface Judgement {
  /** `same`: nothing differs; `explained`: nothing that counts; `differs`: something does. */
  verdict: 'same' | 'explained' | 'differs';
  answeredBy: { before: AnsweredBy; after: AnsweredBy };
  /** Those that count. */
  differences: Difference[];
  explained: Explained[];
  /** Those that `--ignore` names. */
  ignored: Difference[];
}

/** What counts as a difference. */
export interface Terms {
  /** Ids of expected differences with reasons. */
  accepted: ReadonlyMap<string, string>;
  ignores: Ignores;
  /** What the APIs answer by themselves counts too, unless it is accepted. */
  strict: boolean;
}

/** Compares both answers to a request and says what the differences mean. */
export function judge(pair: Pair, { accepted, ignores, strict }: Terms): Judgement {
  const all = compareAnswers(pair.before, pair.after);
  const ignored = all.filter(ignores);
  let open = all.filter((difference) => !ignores(difference));
  const explained = CATALOGUE.flatMap((expected): Explained[] => {
    const reason = accepted.get(expected.id);
    if (reason === undefined && (strict || expected.kind === 'answer')) return [];
    const differences = expected.explains(pair, open);
    if (differences.length === 0) return [];
    open = open.filter((difference) => !differences.includes(difference));
    return [{ expected, differences, ...(reason !== undefined && { accepted: reason }) }];
  });
  const verdict = open.length > 0 ? 'differs' : explained.length > 0 ? 'explained' : 'same';
  return { verdict, answeredBy: whoAnswered(pair), differences: open, explained, ignored };
}

function whoAnswered(pair: Pair): Judgement['answeredBy'] {
  if (isPreflight(pair)) return { before: 'gateway', after: 'gateway' };
  const { method, before, after } = pair;
  return { before: byRestApi(method, before), after: byHttpApi(method, after) };
}

/** Expected differences that would explain what counts, for advice. */
export const acceptable = (pair: Pair, { differences }: Judgement): ExpectedDifference[] =>
  CATALOGUE.filter((expected) => expected.explains(pair, differences).length > 0);

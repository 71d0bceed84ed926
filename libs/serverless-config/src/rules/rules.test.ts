import { checkStack } from '../guardrails/check-stack.ts';
import { exemptionRules } from '../guardrails/exemption-rules.ts';
import { aSoundStack } from '../testing/a-sound-stack.ts';
import { brokenAlarmsAndData } from '../testing/broken-alarms-and-data.ts';
import { brokenFunctions } from '../testing/broken-functions.ts';
import { brokenMessaging } from '../testing/broken-messaging.ts';
import type { Change } from '../testing/changes.ts';
import { rules } from './index.ts';
import type { Stack } from './rule.ts';

const broken = [...brokenMessaging, ...brokenFunctions, ...brokenAlarmsAndData];

const findingsAfter = (change: Change): string[] => {
  const stack = aSoundStack();
  change(stack);
  return checkStack({ stack }).findings.map(
    ({ rule, resource, message }) => `${rule} ${resource}: ${message}`,
  );
};

describe('the rules', () => {
  it('find nothing in a sound stack', () => {
    expect(findingsAfter(() => {})).toEqual([]);
  });

  it.each(rules.map(({ id }) => id))('%s has something to pass there', (id) => {
    const { results } = checkStack({ stack: aSoundStack() });

    expect(results).toContainEqual({ rule: id, status: 'pass' });
  });

  it.each(rules.map(({ id }) => id))('%s has a stack that breaks it', (id) => {
    expect(broken.map(([rule]) => rule)).toContain(id);
  });

  it.each(broken)('%s names %s', (rule, _what, change, finding) => {
    const found = findingsAfter(change);

    expect(found).toEqual([`${rule} ${finding}`]);
  });

  it('are documented, each under an id of its own', () => {
    const documented = [...rules, ...exemptionRules];

    expect(new Set(documented.map(({ id }) => id)).size).toBe(documented.length);
    for (const { id, title, reason, remedy, source } of documented) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [title, reason, remedy, source]) expect(text).not.toBe('');
    }
  });

  it('judge nothing by the calendar, the sources or the neighbours where those are not known', () => {
    const { resources, settings }: Stack = aSoundStack();
    const { results } = checkStack({ stack: { resources, settings } });

    const unknown = results.filter(({ status }) => status === 'unknown').map(({ rule }) => rule);
    expect(unknown).toEqual([
      'unmatched-pattern',
      'unconsumed-event',
      'tuned-memory',
      'supported-runtime',
      'bundle-size',
    ]);
  });
});

import type { Stack } from '../rules/rule.ts';
import type { Resource } from '../template.ts';
import { checkStack } from './check-stack.ts';

const x86 = (metadata?: Record<string, unknown>): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'shop-dev-order', Architectures: ['x86_64'] },
  ...(metadata && { Metadata: { Guardrails: metadata } }),
});

const check = (
  resources: Record<string, Resource>,
  { metadata, ...more }: Partial<Stack> & { metadata?: Record<string, unknown> } = {},
  outdated: 'error' | 'warning' = 'error',
) => {
  const settings = { tunedWithinDays: 90, maxBundleKb: 1024 };
  const stack = { resources, settings, today: '2026-11-20', ...more };
  const { findings, exempt, results } = checkStack({
    stack,
    metadata: metadata && { Guardrails: metadata },
    outdated,
  });
  const ofArm64 = results.find(({ rule }) => rule === 'arm64')?.status;
  const about = /arm64|log-retention|never-heard-of|tuned-memory/;
  return {
    status: ofArm64,
    exempt: exempt.map(({ rule, resource }) => `${rule} ${resource}`),
    findings: findings
      .filter(({ rule, message }) => about.test(rule) || about.test(message))
      .map(
        ({ rule, severity, resource, message }) => `${severity} ${rule} ${resource}: ${message}`,
      ),
  };
};

const good = { reason: 'a driver', until: '2027-11-20' };

describe('checkStack', () => {
  it('tells what is broken', () => {
    expect(check({ Order: x86() })).toEqual({
      status: 'finding',
      exempt: [],
      findings: ['error arm64 Order: runs on x86_64'],
    });
  });

  it('tells what a stack has nothing of', () => {
    expect(check({})).toEqual({ status: 'not-applicable', exempt: [], findings: [] });
  });

  it.each<[string, Record<string, Resource>, Record<string, unknown> | undefined]>([
    ['a resource', { Order: x86({ arm64: good }) }, undefined],
    ['a whole service', { Order: x86() }, { arm64: good }],
  ])('exempts %s', (_what, resources, metadata) => {
    expect(check(resources, { metadata })).toEqual({
      status: 'exempt',
      exempt: ['arm64 Order'],
      findings: [],
    });
  });

  it('exempts what was made for a function with the function', () => {
    const resources = {
      Order: x86({ arm64: good, 'log-retention': good }),
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: '/aws/lambda/shop-dev-order' },
      },
    };

    expect(check(resources)).toMatchObject({
      exempt: ['arm64 Order', 'log-retention Logs'],
      findings: [],
    });
  });

  it('exempts nothing else', () => {
    expect(check({ Order: x86({ arm64: good }), Other: x86() }).findings).toEqual([
      'error arm64 Other: runs on x86_64',
    ]);
  });

  it.each<[string, object, string]>([
    [
      'is over',
      { reason: 'r', until: '2026-11-19' },
      'its exemption from arm64 ended on 2026-11-19',
    ],
    [
      'lasts too long',
      { reason: 'r', until: '2027-11-22' },
      'its exemption from arm64 lasts until 2027-11-22, more than a year',
    ],
  ])('refuses an exemption that %s, or warns of it', (_what, exemption, message) => {
    const resources = { Order: x86({ arm64: exemption }) };

    expect(check(resources).findings).toEqual([`error current-exemption Order: ${message}`]);
    expect(check(resources, {}, 'warning').findings).toEqual([
      `warning current-exemption Order: ${message}`,
    ]);
    expect(check(resources, { today: undefined }).findings).toEqual([]);
  });

  it('takes the last day for a day of the exemption', () => {
    expect(check({ Order: x86({ arm64: { reason: 'r', until: '2026-11-20' } }) }).findings).toEqual(
      [],
    );
  });

  it('takes a date that YAML has read for a date', () => {
    const until = new Date('2026-11-19');

    expect(check({ Order: x86({ arm64: { reason: 'r', until } }) }).findings).toEqual([
      'error current-exemption Order: its exemption from arm64 ended on 2026-11-19',
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a reason', { arm64: { until: '2027-01-01' } }, 'its exemption from arm64 gives no reason'],
    [
      'more than a blank reason',
      { arm64: { reason: ' ', until: '2027-01-01' } },
      'its exemption from arm64 gives no reason',
    ],
    [
      'a date',
      { arm64: { reason: 'r' } },
      `its exemption from arm64 has no date "until: 'YYYY-MM-DD'"`,
    ],
    [
      'a real date',
      { arm64: { reason: 'r', until: '2027-02-31x' } },
      `its exemption from arm64 has no date "until: 'YYYY-MM-DD'"`,
    ],
  ])('wants %s', (_what, exemptions, message) => {
    expect(check({ Order: x86(exemptions) }).findings).toEqual([
      `error valid-exemption Order: ${message}`,
    ]);
  });

  it('wants a rule that there is', () => {
    expect(check({ Order: x86({ arm64: good, 'never-heard-of': good }) }).findings).toEqual([
      'error valid-exemption Order: there is no rule never-heard-of to be exempt from',
    ]);
  });

  it('warns of an exemption that nothing needs', () => {
    const unneeded = 'warning needed-exemption undefined: nothing needs its exemption from arm64';

    expect(check({}, { metadata: { arm64: good } }).findings).toEqual([unneeded]);
    // Not even where the resource has its own.
    expect(check({ Order: x86({ arm64: good }) }, { metadata: { arm64: good } })).toMatchObject({
      exempt: ['arm64 Order'],
      findings: [unneeded],
    });
  });

  it('does not say so of what it cannot judge', () => {
    const resources = { Order: x86({ arm64: good, 'tuned-memory': good }) };

    expect(check(resources, { today: undefined }).findings).toEqual([]);
  });
});

import type { Budget } from './budget.ts';
import type { Comparison, RowDifference } from './compare.ts';
import { judge } from './verdict.ts';

const budget: Budget = {
  region: 'us-east-1',
  usdPerMillionEvents: 3,
  usdPerMonth: 10,
  increasePercent: 2,
  meterIncreasePercent: 25,
};

const aComparison = (
  events: Partial<Comparison['events']>,
  monthly: Partial<Comparison['monthly']> = {},
): Comparison => ({
  events: { before: 2, after: 2, noise: 0, rows: [], ...events },
  monthly: { before: 5, after: 5, rows: [], ...monthly },
  sameUsage: true,
  runs: 5,
});

const aRow = (before: number, after: number, noise = 0): RowDifference => ({
  ...{ function: 'store', item: 'lambda.duration.arm64', resource: '' },
  ...{ before, after, noise, inputs: [] },
});

const problemsOf = (comparison: Comparison, before: Budget | undefined = budget) =>
  judge(comparison, budget, before).problems;

describe('judge', () => {
  it('passes what changes nothing', () => {
    expect(judge(aComparison({}), budget, budget)).toEqual({
      ...{ problems: [], meters: [], notes: [] },
    });
  });

  it('fails an increase over the share that one change may add', () => {
    expect(problemsOf(aComparison({ after: 2.03 }))).toEqual([]);
    expect(problemsOf(aComparison({ after: 2.05 }))).toEqual([
      'a million events cost 2.5 % more; one change may add 2 %',
    ]);
  });

  it('passes an increase within the noise', () => {
    expect(problemsOf(aComparison({ after: 2.5, noise: 0.5 }))).toEqual([]);
    expect(problemsOf(aComparison({ after: 2.51, noise: 0.5 }))).toHaveLength(1);
  });

  it('fails one meter that rises, small as it is in the whole', () => {
    const rows = [
      aRow(0.01, 0.02),
      aRow(0.01, 0.012),
      aRow(0.0001, 0.0004),
      aRow(0.01, 0.02, 0.01),
    ];
    const { problems, meters } = judge(aComparison({ after: 2.01, rows }), budget, budget);

    expect(problems).toEqual([
      'lambda.duration.arm64 of store costs 100 % more; one change may add 25 %',
    ]);
    expect(meters).toEqual([rows[0]]);
  });

  it('fails what goes over the budget, and passes what was over it before', () => {
    expect(problemsOf(aComparison({ before: 2.99, after: 3.01 }))).toEqual([
      'a million events cost 3.0100 USD, over the budget of 3.0000 USD',
    ]);
    const { problems, notes } = judge(aComparison({ before: 4, after: 4 }), budget, budget);
    expect(problems).toEqual([]);
    expect(notes[0]).toContain('Not by this change');
  });

  it('lets next to nothing pass', () => {
    expect(problemsOf(aComparison({ before: 2.9998, after: 3.0002 }))).toEqual([]);
  });

  it('fails monthly costs over the budget', () => {
    expect(problemsOf(aComparison({}, { after: 10.1 }))).toEqual([
      'a month costs 10.1000 USD beside its events, over the budget of 10.0000 USD',
    ]);
    expect(problemsOf(aComparison({}, { before: 10.1, after: 10.1 }))).toEqual([]);
  });

  it('accepts an increase whose change raises the budget, up to the budget', () => {
    const before = { ...budget, usdPerMillionEvents: 2.5 };
    const raised = (after: number) =>
      judge(aComparison({ after, rows: [aRow(0.1, 0.3)] }), budget, before);

    expect(raised(2.9)).toMatchObject({
      problems: [],
      notes: [expect.stringContaining('accepted: the change raises the budget from 2.5000')],
    });
    expect(raised(3.1).problems).toHaveLength(1);
  });

  it('holds a new service to its budget alone', () => {
    expect(problemsOf(aComparison({ before: 0, after: 2.9 }), undefined)).toEqual([]);
    expect(problemsOf(aComparison({ before: 0, after: 3.1 }), undefined)).toHaveLength(1);
  });
});

import { CommandError } from '@acado/command-line';
import type { GetMetricDataCommand, GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';
import type { MetricQuestion } from './cloud.ts';
import { readValues } from './metric-data.ts';

const questions = Array.from({ length: 501 }, (_, index): MetricQuestion => ({
  metric: { namespace: 'AWS/SQS', name: 'X', dimensions: { QueueName: String(index) } },
  statistic: 'Sum',
}));
const period = { from: 0, to: 7_200_000, periodS: 3600 };

type Result = Partial<GetMetricDataCommandOutput>;

const run = (pages: (command: GetMetricDataCommand) => Result, asked = questions) => {
  const sent: GetMetricDataCommand['input'][] = [];
  const values = readValues(
    async (command) => {
      sent.push(command.input);
      return { $metadata: {}, ...pages(command) };
    },
    asked,
    period,
  );
  return { sent, values };
};

describe('readValues', () => {
  it('asks for 500 metrics at a time', async () => {
    const { sent, values } = run(({ input }) => ({
      MetricDataResults: input.MetricDataQueries?.map(({ Id, MetricStat }) => ({
        Id,
        Values: [Number(MetricStat?.Metric?.Dimensions?.[0]?.Value)],
        StatusCode: 'Complete',
      })),
    }));

    expect(await values).toEqual(questions.map((_, index) => [index]));
    expect(sent.map(({ MetricDataQueries }) => MetricDataQueries?.length)).toEqual([500, 1]);
    expect(sent[0]).toMatchObject({ StartTime: new Date(0), EndTime: new Date(7_200_000) });
    expect(sent[0]?.MetricDataQueries?.[0]).toMatchObject({
      MetricStat: { Period: 3600, Stat: 'Sum' },
    });
  });

  it('reads every page of an answer', async () => {
    const { sent, values } = run(
      ({ input }) =>
        input.NextToken === undefined
          ? {
              MetricDataResults: [{ Id: 'm0', Values: [1, 2], StatusCode: 'PartialData' }],
              NextToken: 'more',
            }
          : { MetricDataResults: [{ Id: 'm0', Values: [3], StatusCode: 'Complete' }] },
      questions.slice(0, 2),
    );

    expect(await values).toEqual([[1, 2, 3], []]);
    expect(sent.map(({ NextToken }) => NextToken)).toEqual([undefined, 'more']);
  });

  it('takes no failure for an empty metric', async () => {
    const { values } = run(() => ({
      MetricDataResults: [{ Id: 'm0', Values: [], StatusCode: 'InternalError' }],
    }));

    await expect(values).rejects.toThrow(
      new CommandError('CloudWatch could not read a metric: InternalError'),
    );
    await expect(values).rejects.toBeInstanceOf(CommandError);
  });
});

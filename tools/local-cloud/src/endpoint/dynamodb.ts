import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AwsApi, type AwsRequest, type AwsResponse } from '../aws-api.ts';
import { writeJson } from '../write-json.ts';
import { objectOf, operationOf, parametersOf, textOf } from './access/access.ts';
import { errorAnswer } from './errors.ts';

const json = (body: unknown): AwsResponse => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

/** What dynalite answers with an error that names nothing. */
const MISSING =
  /^(Transact|Execute|BatchExecute|Export|Import|Restore|Create(Backup|Global)|.*(Backup|GlobalTable|KinesisStreamingDestination|ContributorInsights|ResourcePolicy))/;

/** DynamoDB as dynalite has it, plus the table settings that tools read and that have no effect on this machine. */
export const withTableSettings = (engine: AwsApi, stateDir: string): AwsApi => {
  const file = join(stateDir, 'time-to-live.json');
  const attributes: Record<string, string> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};

  const describe = (table: string) =>
    attributes[table] === undefined
      ? { TimeToLiveStatus: 'DISABLED' }
      : { TimeToLiveStatus: 'ENABLED', AttributeName: attributes[table] };

  const answer = (operation: string, request: AwsRequest): AwsResponse | undefined => {
    const parameters = parametersOf(request);
    const table = textOf(parameters.TableName).split('/').at(-1) ?? '';
    switch (operation) {
      case 'DescribeTimeToLive':
        return json({ TimeToLiveDescription: describe(table) });
      case 'UpdateTimeToLive': {
        const wanted = objectOf(parameters.TimeToLiveSpecification);
        if (wanted.Enabled === true) attributes[table] = textOf(wanted.AttributeName);
        else delete attributes[table];
        writeJson(file, attributes);
        return json({ TimeToLiveSpecification: wanted });
      }
      case 'DescribeContinuousBackups':
        return json({
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
          },
        });
      default:
        return MISSING.test(operation)
          ? errorAnswer('json', {
              code: 'UnknownOperationException',
              message: `The local cloud's DynamoDB does not have ${operation}.`,
              status: 400,
            })
          : undefined;
    }
  };

  const tableExists = async (request: AwsRequest): Promise<AwsResponse> =>
    engine({
      ...request,
      headers: { ...request.headers, 'x-amz-target': 'DynamoDB_20120810.DescribeTable' },
      body: Buffer.from(JSON.stringify({ TableName: parametersOf(request).TableName })),
    });

  return async (request) => {
    const operation = operationOf(request);
    if (/TimeToLive|ContinuousBackups/.test(operation)) {
      const table = await tableExists(request);
      if (table.status !== 200) return table;
    }
    return answer(operation, request) ?? engine(request);
  };
};

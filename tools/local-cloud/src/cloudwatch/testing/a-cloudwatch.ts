import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AwsEvent } from '../../events/types.ts';
import { createCloudWatch, type CloudWatch } from '../create-cloudwatch.ts';

/** A whole minute. */
export const NOON = Date.UTC(2026, 0, 15, 12);

/** CloudWatch on a clock that stands still. */
export const aCloudWatch = (stateDir = mkdtempSync(join(tmpdir(), 'cloudwatch-')), now = NOON) => {
  const reports: string[] = [];
  const events: AwsEvent[] = [];
  const notices: { arn: string; message: object }[] = [];
  const cloudWatch = createCloudWatch({
    context: {
      region: 'us-east-1',
      accountId: '000000000000',
      stateDir,
      report: (...line) => reports.push(line.join(' ')),
    },
    targets: {
      publish: (event) => events.push(event),
      notify: async (arn, message) => void notices.push({ arn, message }),
    },
    now: () => now,
  });
  return {
    ...{ cloudWatch, reports, events, notices, stateDir },
    remove: async () => {
      await cloudWatch.stop();
      rmSync(stateDir, { recursive: true });
    },
  };
};

/** One operation over AWS JSON. */
export const call = async (
  { logsApi, monitoringApi }: CloudWatch,
  operation: string,
  parameters: object,
): Promise<Record<string, unknown>> => {
  const [service = ''] = operation.split('.');
  const api = service.startsWith('Logs') ? logsApi : monitoringApi;
  const { body } = await api({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': operation },
    body: Buffer.from(JSON.stringify(parameters)),
    principal: { kind: 'developer' },
  });
  return JSON.parse(Buffer.from(body ?? '{}').toString()) as Record<string, unknown>;
};

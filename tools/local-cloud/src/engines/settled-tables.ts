import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type AwsApi } from '../aws-api.ts';

const CHANGES_A_TABLE = /\.(Create|Update|Delete)Table$/;
const POLL_MS = 5;
const GIVE_UP_AFTER_MS = 10_000;

const table = z.object({ TableName: z.string() });
const description = z.object({ Table: z.object({ TableStatus: z.string() }) });

/**
 * An engine answers while a table is still CREATING, and the item that is written next would find no table. Here the
 * answer comes when the table is what it was asked to be, so that nobody has to wait for it.
 */
export const withSettledTables =
  (api: AwsApi): AwsApi =>
  async (request) => {
    const answer = await api(request);
    const target = request.headers['x-amz-target'] ?? '';
    if (answer.status !== 200 || !CHANGES_A_TABLE.test(target)) return answer;

    const { TableName } = table.parse(JSON.parse(request.body.toString()));
    const describe = {
      ...request,
      headers: { ...request.headers, 'x-amz-target': target.replace(/\w+$/, 'DescribeTable') },
      body: Buffer.from(JSON.stringify({ TableName })),
    };
    const isChanging = async (): Promise<boolean> => {
      const { status, body = '' } = await api(describe);
      if (status !== 200) return false; // deleted
      const { Table } = description.parse(JSON.parse(Buffer.from(body).toString()));
      return Table.TableStatus !== 'ACTIVE';
    };
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    while ((await isChanging()) && performance.now() < giveUpAt) await delay(POLL_MS);
    return answer;
  };

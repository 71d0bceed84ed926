import { crc32 } from 'node:zlib';
import { type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { aJsonRequest } from '../../testing/a-request.ts';
import { meterDynamoDb } from './dynamodb.ts';

/** Sends a request through the meter to an engine that answers what is given. */
const send = async (operation: string, parameters: object, body: unknown, status = 200) => {
  const asked: AwsRequest[] = [];
  const calls: unknown[] = [];
  const text = JSON.stringify(body);
  const answer: AwsResponse = {
    status,
    headers: { 'content-length': String(text.length), 'x-amz-crc32': '1' },
    body: Buffer.from(text),
  };
  const api = meterDynamoDb(
    (request) => {
      asked.push(request);
      return Promise.resolve(answer);
    },
    (_request, made) => calls.push(...made()),
  );
  const told = await api(aJsonRequest(`DynamoDB_20120810.${operation}`, parameters));
  const toldText = Buffer.from(told.body ?? '').toString();
  return {
    asked: JSON.parse(asked[0]?.body.toString() ?? '') as unknown,
    told: JSON.parse(toldText) as unknown,
    toldText,
    headers: told.headers,
    calls,
  };
};
const TableName = 'orders';
const took = (CapacityUnits: number, table = TableName) => ({ TableName: table, CapacityUnits });
const call = { service: 'dynamodb', resource: 'orders' };

describe('meterDynamoDb', () => {
  it('asks what a request takes, and tells nobody who did not ask', async () => {
    const Item = { id: { S: 'ConsumedCapacity' }, ConsumedCapacity: { M: {} } };
    const { asked, told, toldText, headers, calls } = await send(
      'GetItem',
      { TableName, ReturnConsumedCapacity: 'NONE' },
      { Item, ConsumedCapacity: took(0.5) },
    );

    expect(asked).toEqual({ TableName, ReturnConsumedCapacity: 'TOTAL' });
    expect(told).toEqual({ Item });
    expect(headers).toEqual({
      'content-length': String(toldText.length),
      'x-amz-crc32': String(crc32(toldText)),
    });
    expect(calls).toEqual([{ ...call, operation: 'GetItem', readUnits: 0.5 }]);
  });

  it('leaves question and answer of who asked alone', async () => {
    const parameters = { TableName, ReturnConsumedCapacity: 'INDEXES' };
    const answer = { ConsumedCapacity: { ...took(3), Table: { CapacityUnits: 3 } } };
    const { asked, told, headers, calls } = await send('UpdateItem', parameters, answer);

    expect(asked).toEqual(parameters);
    expect(told).toEqual(answer);
    expect(headers?.['x-amz-crc32']).toBe('1');
    expect(calls).toEqual([{ ...call, operation: 'UpdateItem', writeUnits: 3 }]);
  });

  it.each(['ALL', 1])('leaves it to the engine to refuse %j', async (wanted) => {
    const parameters = { TableName, ReturnConsumedCapacity: wanted };
    const refusal = { __type: 'com.amazon.coral.validate#ValidationException' };
    const { asked, told } = await send('PutItem', parameters, refusal, 400);

    expect(asked).toEqual(parameters);
    expect(told).toEqual(refusal);
  });

  it('finds the capacity wherever an engine writes it', async () => {
    const answer = { ConsumedCapacity: took(1), Attributes: { a: { S: '"ConsumedCapacity":' } } };
    const { told, calls } = await send('PutItem', { TableName }, answer);

    expect(told).toEqual({ Attributes: answer.Attributes });
    expect(calls).toEqual([{ ...call, operation: 'PutItem', writeUnits: 1 }]);
  });

  it('takes a batch for each of its tables', async () => {
    const { told, calls } = await send(
      'BatchWriteItem',
      { RequestItems: { orders: [], receipts: [] } },
      { UnprocessedItems: {}, ConsumedCapacity: [took(25), took(2, 'receipts')] },
    );

    expect(told).toEqual({ UnprocessedItems: {} });
    expect(calls).toEqual([
      { ...call, operation: 'BatchWriteItem', writeUnits: 25 },
      { ...call, resource: 'receipts', operation: 'BatchWriteItem', writeUnits: 2 },
    ]);
  });

  const failed = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };

  it('bills a failed condition as the engine says', async () => {
    const answer = { ...failed, ConsumedCapacity: took(4) };
    const { told, calls } = await send('PutItem', { TableName }, answer, 400);

    expect(told).toEqual(failed);
    expect(calls).toEqual([{ ...call, operation: 'PutItem', failed: 1, writeUnits: 4 }]);
  });

  it('bills a failed condition by the new item when the engine does not say', async () => {
    const Item = { id: { S: 'x'.repeat(1023) } };
    const put = await send('PutItem', { TableName, Item }, failed, 400);
    const update = await send('UpdateItem', { TableName }, failed, 400);

    expect(put.calls).toEqual([{ ...call, operation: 'PutItem', failed: 1, writeUnits: 2 }]);
    expect(update.calls).toEqual([{ ...call, operation: 'UpdateItem', failed: 1, writeUnits: 1 }]);
  });

  it('bills no other failure, and leaves the rest of the API alone', async () => {
    const refused = await send('PutItem', { TableName }, { __type: 'ValidationException' }, 400);
    const described = await send('DescribeTable', { TableName }, { Table: {} });

    expect(refused.calls).toEqual([{ ...call, operation: 'PutItem', failed: 1 }]);
    expect(described.asked).toEqual({ TableName });
    expect(described.calls).toEqual([{ ...call, operation: 'DescribeTable' }]);
  });
});

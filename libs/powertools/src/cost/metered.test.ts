import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { startCounting, takeCounts } from './invocation.ts';
import { metered } from './metered.ts';

type Answer = { statusCode: number; body?: object } | Error;

/** The network: what was sent, and the answers in their order. */
const aNetwork = (answers: Answer[]) => {
  const sent: unknown[] = [];
  const requestHandler = {
    handle: async (request: { body?: unknown }) => {
      if (request.body instanceof Uint8Array)
        sent.push(JSON.parse(new TextDecoder().decode(request.body)));
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      const { statusCode, body } = answer;
      const text = body ? JSON.stringify(body) : '';
      return {
        response: {
          statusCode,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: new Blob([text]).stream(),
        },
      };
    },
  };
  return { sent, requestHandler };
};

const config = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
};

const aTable = (answers: Answer[]) => {
  const { sent, requestHandler } = aNetwork(answers);
  const client = DynamoDBDocumentClient.from(
    metered(new DynamoDBClient({ ...config, requestHandler, maxAttempts: 3 })),
  );
  return { client, sent };
};

const consumed = (units: number): Answer => ({
  statusCode: 200,
  body: { ConsumedCapacity: { TableName: 't', CapacityUnits: units } },
});

const put = new PutCommand({ TableName: 't', Item: { id: '1' } });

describe('metered', () => {
  beforeEach(() => {
    startCounting(true);
    takeCounts();
  });

  it('asks DynamoDB for what it consumes and counts it', async () => {
    const { client, sent } = aTable([consumed(2), consumed(0.5)]);

    await client.send(put);
    await client.send(new GetCommand({ TableName: 't', Key: { id: '1' } }));

    expect(sent).toEqual([
      expect.objectContaining({ ReturnConsumedCapacity: 'TOTAL' }),
      expect.objectContaining({ ReturnConsumedCapacity: 'TOTAL' }),
    ]);
    expect(takeCounts()).toMatchObject({
      calls: { dynamodb: 2 },
      units: { 'dynamodb.write-request-units': 2, 'dynamodb.read-request-units': 0.5 },
    });
  });

  it('leaves it to the caller to ask for more', async () => {
    const { client, sent } = aTable([consumed(1)]);

    await client.send(new PutCommand({ ...put.input, ReturnConsumedCapacity: 'INDEXES' }));

    expect(sent).toEqual([expect.objectContaining({ ReturnConsumedCapacity: 'INDEXES' })]);
  });

  it('counts each attempt that AWS answers, and none that it failed itself', async () => {
    const throttled = { statusCode: 400, body: { __type: 'ThrottlingException' } };
    const broken = { statusCode: 500, body: { __type: 'InternalServerError' } };
    const { client } = aTable([throttled, broken, consumed(1)]);

    await client.send(put);

    expect(takeCounts()).toMatchObject({
      calls: { dynamodb: 2 },
      units: { 'dynamodb.write-request-units': 1 },
    });
  });

  it('counts a write that its condition refused', async () => {
    const refused = { statusCode: 400, body: { __type: 'ConditionalCheckFailedException' } };
    const { client } = aTable([refused]);

    await expect(client.send(put)).rejects.toThrow();

    expect(takeCounts().units).toEqual({ 'dynamodb.write-request-units': 1 });
  });

  it('counts requests to S3', async () => {
    const { requestHandler } = aNetwork([{ statusCode: 200 }, { statusCode: 412 }]);
    const s3 = metered(new S3Client({ ...config, requestHandler }));

    await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    await s3
      .send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }))
      .catch(() => undefined);

    expect(takeCounts().units).toEqual({ 's3.get.STANDARD': 1, 's3.put.STANDARD': 1 });
  });

  it('leaves the calls of an invocation alone that is not measured', async () => {
    startCounting(false);
    const { client, sent } = aTable([{ statusCode: 200, body: {} }]);

    await client.send(put);

    expect(sent).toEqual([{ TableName: 't', Item: { id: { S: '1' } } }]);
    expect(takeCounts()).toMatchObject({ calls: {}, units: {} });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTimeToLiveCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Cloud, type CloudOptions, createCloud } from './index.ts';
import { packageShop, SHOP_CODE } from './testing/shop-service.ts';

describe('createCloud', () => {
  let directory: string;
  let service: string;
  let cloud: Cloud;
  let reports: string[];

  const start = async (options: Partial<CloudOptions> = {}): Promise<Cloud> => {
    cloud = await createCloud({
      services: [service],
      directory,
      report: (level, source, message) => void reports.push(`${level} ${source}: ${message}`),
      ...options,
    });
    return cloud;
  };
  const client = () => ({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
  });
  const httpApi = (): string => cloud.outputs().services.shop?.httpApi ?? '';
  const rows = async (): Promise<unknown[]> =>
    (await new DynamoDBClient(client()).send(new ScanCommand({ TableName: 'shop-items' }))).Items ??
    [];

  beforeEach(async () => {
    reports = [];
    directory = mkdtempSync(join(tmpdir(), 'cloud-'));
    service = packageShop(directory);
    await start();
  });
  afterEach(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('runs a packaged function behind its HTTP API, with the permissions of its role and no others', async () => {
    const answer = (await (await fetch(`${httpApi()}/buy/7`)).json()) as Record<string, unknown>;

    expect(answer.put).toEqual({});
    expect(answer.remove).toEqual({
      __type: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/shop-role/shop-buy is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/shop-items because no identity-based policy allows the dynamodb:DeleteItem action',
    });
    expect(await rows()).toEqual([{ id: { S: '/buy/7' } }]);
  });

  it('answers the unmodified SDK', async () => {
    const lambda = new LambdaClient(client());
    const invoked = await lambda.send(
      new InvokeCommand({ FunctionName: 'shop-buy', Payload: '{"id":"a"}', LogType: 'Tail' }),
    );
    const s3 = new S3Client(client());
    await s3.send(new PutObjectCommand({ Bucket: 'shop-photos', Key: 'a/b c.txt', Body: 'photo' }));
    const object = await s3.send(new GetObjectCommand({ Bucket: 'shop-photos', Key: 'a/b c.txt' }));
    const sqs = new SQSClient(client());
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'shop-orders' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'order' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const { TimeToLiveDescription } = await new DynamoDBClient(client()).send(
      new DescribeTimeToLiveCommand({ TableName: 'shop-items' }),
    );

    expect(Buffer.from(invoked.LogResult ?? '', 'base64').toString()).toContain(
      'REPORT RequestId:',
    );
    expect(await object.Body?.transformToString()).toBe('photo');
    expect(QueueUrl).toBe(`${cloud.endpoint}/000000000000/shop-orders`);
    expect(Messages?.map(({ Body }) => Body)).toEqual(['order']);
    expect(TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expires',
    });
  });

  it('lets one of many conditional writes of an object win', async () => {
    const s3 = new S3Client(client());
    const object = { Bucket: 'shop-photos', Key: 'ledger/1' };
    const put = (Body: string, condition: object) =>
      s3.send(new PutObjectCommand({ ...object, Body, ...condition })).then(
        ({ ETag = '' }) => ETag,
        (error: Error) => error.name,
      );

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => put(`writer ${index}`, { IfNoneMatch: '*' })),
    );

    const [etag = '', ...others] = answers.filter((answer) => answer !== 'PreconditionFailed');
    expect(others).toEqual([]);
    const winner = answers.indexOf(etag);
    const { Body, ETag } = await s3.send(new GetObjectCommand(object));
    expect(ETag).toBe(etag);
    expect(await Body?.transformToString()).toBe(`writer ${winner}`);
    expect(await put('stale', { IfMatch: '"0"' })).toBe('PreconditionFailed');
    expect(await put('next', { IfMatch: etag })).not.toMatch('PreconditionFailed');
    expect(await put('again', { IfMatch: etag })).toBe('PreconditionFailed');
  });

  it('takes an object of 30 MB in one piece, and keeps its metadata over a restart', async () => {
    const object = { Bucket: 'shop-photos', Key: 'large' };
    const sent = Buffer.alloc(30 * 1024 * 1024, 'x');
    await new S3Client(client()).send(
      new PutObjectCommand({ ...object, Body: sent, Metadata: { camera: 'pinhole' } }),
    );
    await cloud.stop();
    await start();

    const { Body, Metadata } = await new S3Client(client()).send(new GetObjectCommand(object));
    expect(sent.equals((await Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
    expect(Metadata).toEqual({ camera: 'pinhole' });
  });

  it('keeps data and addresses over a restart', async () => {
    await fetch(`${httpApi()}/buy/7`);
    const before = { url: httpApi(), endpoint: cloud.endpoint };
    await cloud.stop();

    await start({ port: Number(new URL(before.endpoint).port) });

    expect({ url: httpApi(), endpoint: cloud.endpoint }).toEqual(before);
    expect(await rows()).toEqual([{ id: { S: '/buy/7' } }]);
  });

  it('swaps in a new package and keeps the data', async () => {
    await fetch(`${httpApi()}/buy/7`);
    packageShop(directory, { code: SHOP_CODE.replace('version: 1', 'version: 2') });

    const changed = await cloud.update(service);

    expect(changed).toEqual(['BuyFunction']);
    expect(await (await fetch(`${httpApi()}/buy/8`)).json()).toMatchObject({ version: 2 });
    expect(await rows()).toHaveLength(2);
  });

  it('asks for a token where an authorizer stands, and takes the ones of its own issuer', async () => {
    const ApiId = { Ref: 'HttpApi' };
    const JwtConfiguration = { Issuer: 'https://issuer.acado.local', Audience: ['acado'] };
    packageShop(directory, {
      more: {
        Authorizer: {
          Type: 'AWS::ApiGatewayV2::Authorizer',
          Properties: {
            ...{ ApiId, Name: 'jwt', AuthorizerType: 'JWT', JwtConfiguration },
            IdentitySource: ['$request.header.Authorization'],
          },
        },
        ClosedRoute: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ...{ ApiId, RouteKey: 'GET /closed', AuthorizationType: 'JWT' },
            AuthorizerId: { Ref: 'Authorizer' },
            Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
          },
        },
      },
    });
    await cloud.update(service);
    const get = (headers: Record<string, string>) => fetch(`${httpApi()}/closed`, { headers });

    const refused = await get({});
    const issued = await fetch(`${cloud.endpoint}/_local/issuer/token`, {
      method: 'POST',
      body: new URLSearchParams({ audience: 'acado' }),
    });
    const { access_token } = (await issued.json()) as { access_token: string };
    const allowed = await get({ authorization: `Bearer ${access_token}` });

    expect([refused.status, allowed.status]).toEqual([401, 200]);
  });

  it('reports what it does not model', async () => {
    packageShop(directory, { more: { Odd: { Type: 'AWS::Kinesis::Stream', Properties: {} } } });
    await cloud.update(service);

    expect(reports).toEqual(['warn shop-local: Odd: AWS::Kinesis::Stream does not exist here']);
  });

  it('names the service that it does not have', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=me/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=x';
    const response = await fetch(cloud.endpoint, { method: 'POST', headers: { authorization } });

    expect(response.status).toBe(501);
    expect(await response.text()).toContain('does not have the service \\"kms\\"');
  });

  it('refuses what is not signed, and web pages', async () => {
    const unsigned = await fetch(`${cloud.endpoint}/shop-photos/a`);
    const page = await fetch(cloud.endpoint, { headers: { 'sec-fetch-site': 'cross-site' } });

    expect([unsigned.status, page.status]).toEqual([403, 403]);
  });

  it('says that it is healthy', async () => {
    expect(await (await fetch(`${cloud.endpoint}/_local/health`)).json()).toEqual({
      status: 'ok',
      services: ['shop'],
    });
  });

  it('does not share its state with a second cloud', async () => {
    await expect(createCloud({ services: [service], directory })).rejects.toThrow(
      /can't be opened/,
    );
  });
});

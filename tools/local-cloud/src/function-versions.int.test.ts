import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { type Cloud, createCloud } from './cloud.ts';
import { packageShop } from './testing/shop-service.ts';

const FunctionName = 'shop-buy';
/** The same bytes for the same answer, whenever they are made. */
const mtime = '2026-01-01';
const zipOf = (answer: string) =>
  zipSync(
    { 'index.js': strToU8(`exports.handler = async () => ${JSON.stringify(answer)};`) },
    { mtime },
  );

let directory: string;
let cloud: Cloud;
let lambda: LambdaClient;
let s3: S3Client;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'function-versions-'));
  const more = {
    BuyVersion: {
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: 'BuyFunction' }, Description: 'of the template' },
    },
    BuyAlias: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'BuyFunction' },
        FunctionVersion: { 'Fn::GetAtt': ['BuyVersion', 'Version'] },
        Name: 'live',
      },
    },
  };
  const code = `exports.handler = async () => 'packaged';`;
  cloud = await createCloud({
    services: [packageShop(directory, { code, more })],
    directory,
    maxMemoryMb: 3008,
  });
  const client = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  lambda = new LambdaClient(client);
  s3 = new S3Client({ ...client, forcePathStyle: true });
});
afterEach(async () => {
  lambda.destroy();
  s3.destroy();
  await cloud.stop();
  rmSync(directory, { recursive: true });
});

const invoke = async (Qualifier?: string): Promise<unknown[]> => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Qualifier }));
  return [answer.ExecutedVersion, JSON.parse(answer.Payload?.transformToString() ?? '') as unknown];
};
const isUpdated = () =>
  waitUntilFunctionUpdatedV2(
    { client: lambda, minDelay: 0.02, maxDelay: 0.02, maxWaitTime: 10 },
    { FunctionName },
  );

describe('versions of a function', () => {
  it('are what the template publishes, whatever $LATEST becomes', async () => {
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('updated') }));
    await isUpdated();

    expect(await invoke('live')).toEqual(['1', 'packaged']);
    expect(await invoke()).toEqual(['$LATEST', 'updated']);
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version, Description }) => [Version, Description])).toEqual([
      ['$LATEST', ''],
      ['1', 'of the template'],
    ]);
  });

  it('take code from a bucket, and give it to whoever has the link', async () => {
    const place = { Bucket: 'code', Key: 'a folder/new.zip' };
    await s3.send(new CreateBucketCommand({ Bucket: place.Bucket }));
    await s3.send(new PutObjectCommand({ ...place, Body: zipOf('from S3') }));

    const { Bucket: S3Bucket, Key: S3Key } = place;
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket, S3Key }));
    await isUpdated();

    expect(await invoke()).toEqual(['$LATEST', 'from S3']);
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const fetched = await fetch(Code!.Location!);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(zipOf('from S3'))).toBe(true);
  });

  it('have no more memory than the account allows', async () => {
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 3009 })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
    });
  });
});

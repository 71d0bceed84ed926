import { strToU8, zipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has what the event says done by the function it names (`to`), or by `NEXT`, and waits for the answer; without either,
 * it does itself what the event says. Behind the API it answers with what it was told.
 */
const CODE = `
const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');
const client = new LambdaClient({ maxAttempts: 1 });

const invoke = async ({ to = process.env.NEXT, bytes = 0, ...event }) => {
  try {
    const answer = await client.send(new InvokeCommand({
      FunctionName: to,
      Payload: JSON.stringify({ ...event, ...(bytes > 0 && { padding: 'x'.repeat(bytes) }) }),
      LogType: 'Tail',
    }));
    return {
      status: answer.StatusCode,
      functionError: answer.FunctionError,
      payload: JSON.parse(answer.Payload.transformToString()),
      logTail: Buffer.from(answer.LogResult, 'base64').toString(),
    };
  } catch ({ name, message, Reason, $metadata }) {
    return { name, message, reason: Reason, status: $metadata?.httpStatusCode };
  }
};

exports.handler = async (event) => {
  if (event.httpMethod) return { statusCode: 200, body: JSON.stringify(await invoke(JSON.parse(event.body))) };
  if (process.env.NEXT || event.to) return invoke(event);
  if (event.waitMs) await new Promise((resolve) => setTimeout(resolve, event.waitMs));
  if (event.fail === 'throw') throw new TypeError('no such order');
  if (event.fail === 'crash') process.exit(3);
  return event.answerBytes ? 'x'.repeat(event.answerBytes) : { done: event.id };
};
`;

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

type Link = { next?: string; properties?: Record<string, unknown> };

/** A function \`chain-<key>\`, and a role that may invoke the next one alone. */
const link = (key: string, { next, properties }: Link = {}) => ({
  [`${key}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `chain-${key}-role`,
      AssumeRolePolicyDocument: {},
      Policies:
        next === undefined
          ? []
          : [
              {
                PolicyName: 'inline',
                PolicyDocument: {
                  Statement: [
                    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf(next) },
                  ],
                },
              },
            ],
    },
  },
  [key]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: `chain-${key}`,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: arnOf(`${key}Role`),
      Code: { S3Bucket: 'any', S3Key: 'serverless/chain/local/1-2/chain.zip' },
      MemorySize: 1769,
      Timeout: 20,
      ...(next !== undefined && { Environment: { Variables: { NEXT: `chain-${next}` } } }),
      ...properties,
    },
  },
});

/** As Serverless Framework writes a REST API with `http` events; the deployment's id tells the time of packaging. */
const restApi = (packagedAt: number) => ({
  ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'local-chain' } },
  ApiGatewayResourceOrders: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: {
      ParentId: { 'Fn::GetAtt': ['ApiGatewayRestApi', 'RootResourceId'] },
      PathPart: 'orders',
      RestApiId: { Ref: 'ApiGatewayRestApi' },
    },
  },
  ApiGatewayMethodOrdersPost: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: 'POST',
      RequestParameters: {},
      ResourceId: { Ref: 'ApiGatewayResourceOrders' },
      RestApiId: { Ref: 'ApiGatewayRestApi' },
      ApiKeyRequired: false,
      AuthorizationType: 'NONE',
      Integration: {
        IntegrationHttpMethod: 'POST',
        Type: 'AWS_PROXY',
        Uri: {
          'Fn::Join': [
            '',
            [
              ...['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }],
              ...[':lambda:path/2015-03-31/functions/', arnOf('first'), '/invocations'],
            ],
          ],
        },
      },
      MethodResponses: [],
    },
  },
  [`ApiGatewayDeployment${packagedAt}`]: {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'ApiGatewayRestApi' }, StageName: 'local' },
    DependsOn: ['ApiGatewayMethodOrdersPost'],
  },
  FirstLambdaPermissionApiGateway: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf('first'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub':
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ApiGatewayRestApi}/*/*',
      },
    },
  },
});

/** Writes the package of a service whose functions wait for each other behind a REST API; its folder. */
export const packageChain = (
  folder: string,
  { packagedAt = 1, more = {} }: { packagedAt?: number; more?: Record<string, unknown> } = {},
): string => {
  const service = join(folder, 'chain');
  const output = join(service, '.serverless');
  mkdirSync(output, { recursive: true });
  const write = (file: string, content: unknown) =>
    writeFileSync(join(output, file), JSON.stringify(content));
  write('serverless-state.json', {
    service: { service: 'chain', provider: { stage: 'local' }, functions: {} },
  });
  const Resources = {
    ...link('first', { next: 'second' }),
    ...link('second', { next: 'third' }),
    ...link('third', { properties: { Timeout: 2 } }),
    ...link('toClosed', { next: 'closed' }),
    ...link('closed', { properties: { ReservedConcurrentExecutions: 0 } }),
    ...restApi(packagedAt),
    ...more,
  };
  write('cloudformation-template-update-stack.json', { Resources });
  // The same bytes every time: a zip that differs replaces its functions.
  const zip = zipSync({ 'index.js': strToU8(CODE) }, { mtime: '2026-01-01' });
  writeFileSync(join(output, 'chain.zip'), zip);
  return service;
};

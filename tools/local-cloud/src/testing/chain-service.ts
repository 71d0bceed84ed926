import { aFunction, aRole, arnOf } from './resources.ts';
import { writePackage } from './write-package.ts';

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

type Link = { next?: string; properties?: Record<string, unknown> };

/** A function \`chain-<key>\`, and a role that may invoke the next one alone. */
const link = (key: string, { next, properties }: Link = {}) => ({
  [`${key}Role`]: aRole(
    `chain-${key}-role`,
    next === undefined ? [] : ['lambda:InvokeFunction'],
    next && arnOf(next),
  ),
  [key]: aFunction(`chain-${key}`, 'chain.zip', {
    Role: arnOf(`${key}Role`),
    ...{ MemorySize: 1769, Timeout: 20 },
    ...(next !== undefined && { Environment: { Variables: { NEXT: `chain-${next}` } } }),
    ...properties,
  }),
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
  directory: string,
  { packagedAt = 1, more = {} }: { packagedAt?: number; more?: Record<string, unknown> } = {},
): string =>
  writePackage(directory, {
    ...{ name: 'chain', folder: 'chain' },
    resources: {
      ...link('first', { next: 'second' }),
      ...link('second', { next: 'third' }),
      ...link('third', { properties: { Timeout: 2 } }),
      ...link('toClosed', { next: 'closed' }),
      ...link('closed', { properties: { ReservedConcurrentExecutions: 0 } }),
      ...restApi(packagedAt),
      ...more,
    },
    code: { 'chain.zip': CODE },
  });

import {
  aFedQueue,
  aFunction,
  anHttpApi,
  arnOf,
  aRole,
  aTable,
  CALL_AWS,
  writePackage,
} from '@acado/local-cloud/testing';

const TELL = `
const tell = (functionName, EstimatedCost) => console.log(JSON.stringify({
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [{
      Namespace: 'Acado/Cost',
      Dimensions: [['service', 'function', 'stage']],
      Metrics: [{ Name: 'EstimatedCost' }],
    }],
  },
  ...{ service: 'acado-shop', function: functionName, stage: 'local', EstimatedCost },
}));
`;
const CODE = {
  'buy.zip': `${CALL_AWS}${TELL}
exports.handler = async ({ body }, { functionName }) => {
  const entry = { EventBusName: 'acado-shop-local-events', Source: 'shop', DetailType: 'Bought' };
  await call('events', 'AWSEvents.PutEvents', { Entries: [{ ...entry, Detail: body }] });
  tell(functionName, 0.000002);
  return { statusCode: 202 };
};`,
  'store.zip': `${CALL_AWS}${TELL}
exports.handler = async ({ Records }, { functionName }) => {
  for (const { body } of Records) {
    const Item = { id: { S: JSON.parse(body).detail.id }, text: { S: 'x'.repeat(1500) } };
    await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: 'acado-shop-local-items', Item });
  }
  tell(functionName, 0.000004);
};`,
};

const sized = { MemorySize: 1769, Timeout: 10 };

const resources = {
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'acado-shop-local-events' } },
  ...aFedQueue('acado-shop-local-orders', { Ref: 'Bus' }),
  Table: aTable('acado-shop-local-items'),
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acado-shop-local-photos' } },
  Role: aRole('acado-shop-local-role', ['events:PutEvents', 'dynamodb:PutItem']),
  BuyFunction: aFunction('acado-shop-local-buy', 'buy.zip', { ...sized, Architectures: ['arm64'] }),
  StoreFunction: aFunction('acado-shop-local-store', 'store.zip', sized),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: arnOf('Queue'), FunctionName: arnOf('StoreFunction') },
  },
  ...anHttpApi('acado-shop-local', 'POST /orders', 'BuyFunction'),
  ApiAlarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'acado-shop-local-5xx',
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
      ...{ Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 },
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  },
};

/** Packages a service in which an order goes from an HTTP API over bus, rule and queue to a table; its folder. */
export const packageShop = (directory: string): string =>
  writePackage(directory, { name: 'acado-shop', folder: 'shop', resources, code: CODE });

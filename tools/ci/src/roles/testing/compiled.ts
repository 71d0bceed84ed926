import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { root } from '../../lint/files.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });
export type Resource = z.output<typeof resourceSchema>;
export type Resources = Record<string, Resource>;

const ACCOUNT = '000000000000';
const arn = (service: string, resource: string, region = 'us-east-1') =>
  `arn:aws:${service}:${region}:${service === 's3' ? '' : ACCOUNT}:${resource}`;

/** The resources of every package, by service. */
export function compiledServices(): [service: string, resources: Resources][] {
  const files = globSync('services/*/.serverless/cloudformation-template-update-stack.json', {
    cwd: root,
  });
  return files.sort().map((file) => {
    const service = basename(dirname(dirname(file)));
    const { Resources } = templateSchema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
    // The framework gives schedules no name; CloudFormation's has 24 characters of the stack's.
    for (const [id, { Type, Properties }] of Object.entries(Resources))
      if (Type === 'AWS::Events::Rule')
        Properties['Name'] ??= `${`acado-${service}-local`.slice(0, 24)}-${id.slice(0, 24)}-1`;
    return [service, Resources];
  });
}

/** A name or an ARN of a template, with the values of the stage `local`. */
export function text(value: unknown, resources: Resources): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('Ref' in value) return nameOrArn(String(value.Ref), resources, 'Ref');
  if ('Fn::GetAtt' in value)
    return nameOrArn([value['Fn::GetAtt']].flat().map(String)[0]!, resources);
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join']))
    return (value['Fn::Join'][1] as unknown[])
      .map((part) => text(part, resources))
      .join(String(value['Fn::Join'][0]));
  const [template] = 'Fn::Sub' in value ? [value['Fn::Sub']].flat().map(String) : [''];
  return template!.replace(/\$\{([\w:.]+)\}/g, (_all, name: string) =>
    nameOrArn(name.split('.')[0]!, resources, name.includes('.') ? 'Arn' : 'Ref'),
  );
}

const PSEUDO: Record<string, string> = {
  ...{ 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::AccountId': ACCOUNT },
};

function nameOrArn(id: string, resources: Resources, as: 'Ref' | 'Arn' = 'Arn'): string {
  const known = PSEUDO[id];
  const resource = resources[id];
  if (known !== undefined || resource === undefined) return known ?? id;
  // Of topics Ref is the ARN.
  if (as === 'Ref' && resource.Type !== 'AWS::SNS::Topic')
    return text(
      Object.entries(resource.Properties).find(([key]) => /^(\w+)?Name$/.test(key))?.[1] ?? id,
      resources,
    );
  return arnOf(resource, resources);
}

/** By type: the ARN of what an action is asked for. What has an id gets some id. */
export function arnOf(resource: Resource, resources: Resources): string {
  const { Type, Properties } = resource;
  const named = (property: string) => text(Properties[property], resources);
  switch (Type) {
    case 'AWS::CloudWatch::Alarm':
      return arn('cloudwatch', `alarm:${named('AlarmName')}`);
    case 'AWS::CloudWatch::Dashboard':
      return arn('cloudwatch', `dashboard/${named('DashboardName')}`, '');
    case 'AWS::Logs::LogGroup':
      return arn('logs', `log-group:${named('LogGroupName')}:*`);
    case 'AWS::IAM::Role':
      return arn('iam', `role/${named('RoleName')}`, '');
    case 'AWS::Lambda::Function':
      return arn('lambda', `function:${named('FunctionName')}`);
    case 'AWS::Lambda::Permission':
    case 'AWS::Lambda::EventInvokeConfig':
    case 'AWS::Lambda::Version':
    case 'AWS::Lambda::Alias': {
      const name = named('FunctionName');
      return name.startsWith('arn:') ? name : arn('lambda', `function:${name}`);
    }
    case 'AWS::Lambda::EventSourceMapping':
      return arn('lambda', 'event-source-mapping:some-id');
    case 'AWS::SQS::Queue':
      return arn('sqs', named('QueueName'));
    case 'AWS::SQS::QueuePolicy':
      return arn('sqs', text((Properties['Queues'] as unknown[])[0], resources));
    case 'AWS::SNS::Topic':
      return arn('sns', named('TopicName'));
    case 'AWS::SNS::TopicPolicy':
      return text((Properties['Topics'] as unknown[])[0], resources);
    case 'AWS::SNS::Subscription':
      return named('TopicArn');
    case 'AWS::DynamoDB::Table':
      return arn('dynamodb', `table/${named('TableName')}`);
    case 'AWS::Events::EventBus':
      return arn('events', `event-bus/${named('Name')}`);
    case 'AWS::Events::Rule': {
      const bus = Properties['EventBusName'];
      return arn(
        'events',
        `rule/${bus === undefined ? '' : `${text(bus, resources)}/`}${named('Name')}`,
      );
    }
    case 'AWS::Scheduler::Schedule':
      return arn('scheduler', `schedule/default/${named('Name')}`);
    case 'AWS::StepFunctions::StateMachine':
      return arn('states', `stateMachine:${named('StateMachineName')}`);
    case 'AWS::S3::Bucket':
      return arn(
        's3',
        Properties['BucketName'] === undefined
          ? 'acado-x-local-serverlessdeploymentbuck-1'
          : named('BucketName'),
        '',
      );
    case 'AWS::S3::BucketPolicy':
      return arn(
        's3',
        text(Properties['Bucket'], resources) === 'ServerlessDeploymentBucket'
          ? 'acado-x-local-serverlessdeploymentbuck-1'
          : named('Bucket'),
        '',
      );
    case 'AWS::KMS::Key':
      return arn('kms', 'key/some-id');
    case 'AWS::Budgets::Budget':
      return arn(
        'budgets',
        `budget/${text((Properties['Budget'] as Record<string, unknown>)['BudgetName'], resources)}`,
        '',
      );
    case 'AWS::CE::AnomalyMonitor':
      return arn('ce', 'anomalymonitor/some-id', '');
    case 'AWS::CE::AnomalySubscription':
      return arn('ce', 'anomalysubscription/some-id', '');
    default:
      if (Type.startsWith('AWS::ApiGatewayV2::'))
        return 'arn:aws:apigateway:us-east-1::/apis/some-id';
      if (Type.startsWith('AWS::ApiGateway::'))
        return 'arn:aws:apigateway:us-east-1::/restapis/some-id';
      throw new Error(`What is the ARN of ${Type}? Add it to src/roles/testing/compiled.ts`);
  }
}

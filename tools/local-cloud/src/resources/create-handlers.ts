import { type ApiGateway } from '../api-gateway/types.ts';
import { type CloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import { type CloudContext } from '../context.ts';
import { type EngineCaller } from '../engines/call.ts';
import { type EventBridge } from '../events/types.ts';
import { type ResourcePolicies } from '../iam/resource-policies.ts';
import { type Iam } from '../iam/types.ts';
import { type Lambda } from '../lambda/types.ts';
import { type PortBook } from '../ports.ts';
import { type StepFunctions } from '../step-functions/types.ts';
import { httpApiHandlers } from './api-gateway/http-api.ts';
import { restApiHandlers } from './api-gateway/rest-api.ts';
import { cloudWatchHandlers } from './cloudwatch.ts';
import { costManagementHandlers } from './cost-management.ts';
import { dynamoDbHandlers } from './dynamodb.ts';
import { eventHandlers } from './events.ts';
import { type ResourceHandler } from './handler.ts';
import { iamHandlers } from './iam.ts';
import { kmsHandlers } from './kms.ts';
import { lambdaFunctionHandlers } from './lambda-function.ts';
import { lambdaTriggerHandlers } from './lambda-triggers.ts';
import { logHandlers } from './logs.ts';
import { s3Handlers } from './s3.ts';
import { snsHandlers } from './sns.ts';
import { sqsHandlers } from './sqs.ts';
import { stepFunctionsHandlers } from './step-functions.ts';

/** What resources are made of. */
export type Rooms = {
  context: CloudContext;
  iam: Iam;
  policies: ResourcePolicies;
  lambda: Lambda;
  events: EventBridge;
  apiGateway: ApiGateway;
  cloudWatch: CloudWatch;
  stepFunctions: StepFunctions;
  ports: PortBook;
  dynamoDb: EngineCaller;
  /** SQS, SNS and S3. */
  fauxqs: EngineCaller;
};

export type Handlers = {
  of: (type: string) => ResourceHandler | undefined;
  /** After the resources of a stack: takes into service what several of them make up. */
  commit: () => Promise<void>;
};

/** Every resource type that the local cloud has, by name. A new type is one more entry of one of these lists. */
export const createHandlers = (rooms: Rooms): Handlers => {
  const { context, iam, policies, lambda, events, cloudWatch, fauxqs, dynamoDb } = rooms;
  const httpApis = httpApiHandlers(context, rooms.apiGateway, rooms.ports);
  const restApis = restApiHandlers(context, rooms.apiGateway, rooms.ports);
  const handlers = [
    ...lambdaFunctionHandlers(context, lambda, policies),
    ...lambdaTriggerHandlers(context, lambda),
    ...iamHandlers(context, iam),
    ...logHandlers(context, cloudWatch),
    ...cloudWatchHandlers(context, cloudWatch),
    ...sqsHandlers(context, fauxqs, policies),
    ...snsHandlers(context, fauxqs),
    ...s3Handlers(context, fauxqs),
    ...dynamoDbHandlers(context, dynamoDb),
    ...eventHandlers(context, events),
    ...stepFunctionsHandlers(context, rooms.stepFunctions),
    ...costManagementHandlers(context.accountId),
    ...kmsHandlers(context),
    ...httpApis.handlers,
    ...restApis.handlers,
  ];
  const byType = new Map(handlers.map((handler) => [handler.type, handler]));
  return {
    of: (type) => byType.get(type),
    commit: async () => {
      await httpApis.commit();
      await restApis.commit();
    },
  };
};

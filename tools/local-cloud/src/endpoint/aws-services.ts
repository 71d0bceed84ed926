import { type AwsApi } from '../aws-api.ts';
import { type AccessOf } from './access/access.ts';
import { apiGatewayAccess } from './access/api-gateway.ts';
import { logsAccess, monitoringAccess } from './access/cloudwatch.ts';
import { dynamoDbAccess } from './access/dynamodb.ts';
import { eventsAccess } from './access/events.ts';
import { lambdaAccessWith } from './access/lambda.ts';
import { snsAccess } from './access/sns.ts';
import { sqsAccess } from './access/sqs.ts';
import { statesAccess } from './access/states.ts';
import { type DenialStyle } from './authorize.ts';

/** A service whose requests are small enough to be read before they are answered. */
export type AwsService = { api: AwsApi; accessOf: AccessOf; denial: DenialStyle };

/** The APIs behind the endpoint, by the name that requests are signed for (S3 streams and stands apart). */
export const awsServices = (apis: {
  dynamodb: AwsApi;
  sqs: AwsApi;
  sns: AwsApi;
  sts: AwsApi;
  lambda: AwsApi;
  events: AwsApi;
  states: AwsApi;
  apiGateway: AwsApi;
  logs: AwsApi;
  monitoring: AwsApi;
  /** The function that an event source mapping feeds, for policies that ask for it. */
  functionOfMapping?: (mappingId: string) => string | undefined;
}): Record<string, AwsService> => ({
  dynamodb: {
    api: apis.dynamodb,
    accessOf: dynamoDbAccess,
    denial: { protocol: 'json', code: 'AccessDeniedException', status: 400 },
  },
  sqs: {
    api: apis.sqs,
    accessOf: sqsAccess,
    denial: {
      protocol: 'json',
      code: 'AccessDenied',
      status: 403,
      formatAction: (action) => action.toLowerCase(),
    },
  },
  sns: {
    api: apis.sns,
    accessOf: snsAccess,
    denial: { protocol: 'query', code: 'AuthorizationError', status: 403 },
  },
  sts: {
    api: apis.sts,
    accessOf: () => [], // GetCallerIdentity needs no permission
    denial: { protocol: 'query', code: 'AccessDenied', status: 403 },
  },
  lambda: {
    api: apis.lambda,
    accessOf: lambdaAccessWith(apis.functionOfMapping ?? (() => undefined)),
    denial: { protocol: 'rest-json', code: 'AccessDeniedException', status: 403 },
  },
  events: {
    api: apis.events,
    accessOf: eventsAccess,
    denial: { protocol: 'json', code: 'AccessDeniedException', status: 400 },
  },
  states: {
    api: apis.states,
    accessOf: statesAccess,
    denial: { protocol: 'json', code: 'AccessDeniedException', status: 400 },
  },
  apigateway: {
    api: apis.apiGateway,
    accessOf: apiGatewayAccess,
    denial: { protocol: 'rest-json', code: 'AccessDeniedException', status: 403 },
  },
  logs: {
    api: apis.logs,
    accessOf: logsAccess,
    denial: { protocol: 'json', code: 'AccessDeniedException', status: 400 },
  },
  monitoring: {
    api: apis.monitoring,
    accessOf: monitoringAccess,
    denial: { protocol: 'json', code: 'AccessDenied', status: 403 },
  },
});

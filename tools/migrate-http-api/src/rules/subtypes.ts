import type { Integration } from '../model/route.ts';

/** The ten actions that HTTP APIs can call, by service and action as REST APIs name them. */
const SUBTYPES: Record<string, Record<string, string>> = {
  events: { PutEvents: 'EventBridge-PutEvents' },
  sqs: {
    SendMessage: 'SQS-SendMessage',
    ReceiveMessage: 'SQS-ReceiveMessage',
    DeleteMessage: 'SQS-DeleteMessage',
    PurgeQueue: 'SQS-PurgeQueue',
  },
  appconfig: { GetConfiguration: 'AppConfig-GetConfiguration' },
  kinesis: { PutRecord: 'Kinesis-PutRecord' },
  states: {
    StartExecution: 'StepFunctions-StartExecution',
    StartSyncExecution: 'StepFunctions-StartSyncExecution',
    StopExecution: 'StepFunctions-StopExecution',
  },
};

/** Whether an integration calls a service of AWS without a function between. */
export const isDirect = ({ type }: Integration): boolean => type === 'service';

/** The `IntegrationSubtype` that does the same; `undefined` when there is none. */
export const subtypeOf = (integration: Integration): string | undefined =>
  isDirect(integration)
    ? SUBTYPES[integration.service ?? '']?.[integration.action ?? '']
    : undefined;

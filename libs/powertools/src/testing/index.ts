export { aContext } from './a-context.ts';
export { aRestApiEvent } from './a-rest-api-event.ts';
export { anHttpApiEvent, type HttpApiEventOverrides } from './an-http-api-event.ts';
export { anSqsEvent, type SqsRecordOverrides } from './an-sqs-event.ts';

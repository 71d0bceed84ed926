export { countRecords } from './cost/invocation.ts';
export { metered, type SdkClient } from './cost/metered.ts';
export {
  createHttpHandler,
  type HttpHandler,
  type HttpHandlerOptions,
} from './http/create-http-handler.ts';
export { entityTag, type EntityTags, isNotModified, parseEntityTags } from './http/entity-tags.ts';
export {
  BadRequest,
  Conflict,
  HttpProblem,
  NotFound,
  PayloadTooLarge,
  PreconditionFailed,
  type ProblemOptions,
  Unprocessable,
  UnsupportedMediaType,
} from './http/problems.ts';
export { type HttpRequest } from './http/request.ts';
export { type HttpResult } from './http/response.ts';
export { once } from './once.ts';
export { EnvironmentError, parseEnvironment } from './parse-environment.ts';
export {
  createPlainHandler,
  InvalidInput,
  type PlainHandlerOptions,
} from './plain/create-plain-handler.ts';
export {
  createSqsHandler,
  type FailedMessage,
  type Message,
  type SqsHandler,
  type SqsHandlerOptions,
} from './sqs/create-sqs-handler.ts';
export { InvalidMessage } from './sqs/parse-message.ts';
export { logger, metrics } from './telemetry.ts';
export { type FieldError, validate, type Validated } from './validate.ts';

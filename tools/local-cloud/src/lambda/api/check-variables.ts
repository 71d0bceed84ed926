import { invalidParameter } from '../functions/errors.ts';

const maxBytes = 4096;

/** What Lambda itself tells a function. */
const reserved =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

const refused =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

/** @throws AwsError (InvalidParameterValueException) */
export const checkVariables = (variables: Record<string, string>): void => {
  const taken = Object.keys(variables).filter((name) => reserved.test(name));
  if (taken.length > 0) {
    throw invalidParameter(
      `${refused} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > maxBytes) {
    throw invalidParameter(`${refused} exceeded the 4KB limit.`);
  }
};

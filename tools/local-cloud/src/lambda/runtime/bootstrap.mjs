// Starts in every execution environment, as /var/runtime/bootstrap does on AWS: loads the handler, then works.
import { patchConsole } from './console.mjs';
import { RuntimeError, toLogText, toResponse } from './errors.mjs';
import { runHandler } from './invocation.mjs';
import { loadHandler } from './load-handler.mjs';
import { createRuntimeClient } from './runtime-client.mjs';

const { _HANDLER, LAMBDA_TASK_ROOT, AWS_LAMBDA_RUNTIME_API, AWS_EXECUTION_ENV } = process.env;
const callbacksAllowed = /nodejs(1\d|20|22)\.x/.test(AWS_EXECUTION_ENV);
const client = createRuntimeClient(AWS_LAMBDA_RUNTIME_API);
let requestId;
patchConsole(() => requestId);

/** The cloud is gone: so is this environment. */
const leave = () => process.exit(1);

const fail = (error) =>
  requestId === undefined
    ? client.failInit(toResponse(error))
    : client.fail(requestId, toResponse(error));

const die = (title, error, exitCode) => {
  console.error(title, toLogText(error));
  fail(error).then(() => process.exit(exitCode), leave);
};
process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error) error.reason = reason;
  die('Unhandled Promise Rejection', error, 128);
});

const serialise = (result) => {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (error) {
    throw new RuntimeError('JSONStringifyError', `Unable to stringify response body: ${error}`);
  }
};

const work = async (handler) => {
  for (;;) {
    const invocation = await client.next().catch(leave);
    requestId = invocation.headers['lambda-runtime-aws-request-id'];
    process.env._X_AMZN_TRACE_ID = invocation.headers['lambda-runtime-trace-id'];
    try {
      const text = serialise(await runHandler(handler, invocation, callbacksAllowed));
      await client.respond(requestId, text).catch(leave);
    } catch (error) {
      console.error('Invoke Error', toLogText(error));
      await fail(error).catch(leave);
    }
  }
};

loadHandler(LAMBDA_TASK_ROOT, _HANDLER, callbacksAllowed).then(work, (error) =>
  die('Uncaught Exception', error, 129),
);

// One invocation inside the environment: the context object and the handler styles of the Node.js runtimes.
import { RuntimeError } from './errors.mjs';

const parse = (header) => (header ? JSON.parse(header) : undefined);

const createContext = (headers) => {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    clientContext: parse(headers['lambda-runtime-client-context']),
    identity: parse(headers['lambda-runtime-cognito-identity']),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
};

const neverSettled = () =>
  new RuntimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );

/** Resolves when nothing is left to do in this process. */
const emptyEventLoop = (signal) =>
  new Promise((resolve) => {
    process.once('beforeExit', resolve);
    signal.addEventListener('abort', () => process.off('beforeExit', resolve));
  });

/** Node.js 22 and older: `callback`, `context.done` and their relatives, and waiting for the event loop to empty. */
const runWithCallbacks = (handler, event, context, emptied) =>
  new Promise((resolve, reject) => {
    let waitForEmptyEventLoop = true;
    let called = { result: null };
    const done = (error, result) =>
      error === undefined || error === null ? resolve(result) : reject(error);
    Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
      enumerable: true,
      get: () => waitForEmptyEventLoop,
      set: (value) => (waitForEmptyEventLoop = value),
    });
    Object.assign(context, {
      done,
      succeed: resolve,
      fail: (error) => reject(error ?? 'handled'),
    });
    const callback = (error, result) => {
      if (error || !waitForEmptyEventLoop) done(error, result);
      else called = { result };
    };
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else void emptied.then(() => resolve(called.result));
  });

/** Settles as the handler does; rejects when it can't settle any more. */
export const runHandler = async (handler, invocation, callbacksAllowed) => {
  const finished = new AbortController();
  const emptied = emptyEventLoop(finished.signal);
  try {
    const event = JSON.parse(invocation.body.toString());
    const context = createContext(invocation.headers);
    if (callbacksAllowed && handler.constructor.name !== 'AsyncFunction') {
      return await runWithCallbacks(handler, event, context, emptied);
    }
    return await Promise.race([
      handler(event, context),
      emptied.then(() => {
        throw neverSettled();
      }),
    ]);
  } finally {
    finished.abort();
  }
};

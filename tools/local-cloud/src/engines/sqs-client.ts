import { Readable } from 'node:stream';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type AwsApi, type AwsRequest } from '../aws-api.ts';
import { type Engine } from './engine.ts';

/** What the SDK hands to its request handler. */
type HttpRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
};
type HttpOptions = { abortSignal?: { aborted: boolean; onabort: (() => void) | null } };

const bytesOf = (body: unknown): Buffer =>
  body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : Buffer.from(typeof body === 'string' ? body : '');

const callOf = ({ method, path, headers, body }: HttpRequest, host: string): AwsRequest => ({
  method,
  path,
  query: new URLSearchParams(),
  headers: { ...headers, host },
  body: bytesOf(body),
  principal: { kind: 'developer' },
});

const RECEIVE = 'AmazonSQS.ReceiveMessage';

const aborted = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

/** An SQS client that calls the engine within the process: no socket, no signature, no IAM. */
export const createInProcessSqsClient = (
  api: AwsApi,
  {
    region,
    endpoint,
    endReceives,
  }: { region: string; endpoint: string } & Pick<Engine, 'endReceives'>,
): SQSClient => {
  const { host } = new URL(endpoint);

  /** A poller that stops listening must not receive what comes later: the queue would count it. */
  const endReceive = (request: AwsRequest, answer: Promise<unknown>): void => {
    if (!endReceives || request.headers['x-amz-target'] !== RECEIVE) return;
    const { QueueUrl } = JSON.parse(request.body.toString()) as { QueueUrl: string };
    // Until it is answered: it may not have begun to wait yet.
    const again = setInterval(() => endReceives(QueueUrl.split('/').at(-1) ?? ''), 1).unref();
    const done = (): void => clearInterval(again);
    answer.then(done, done);
  };

  /** What a poller received after it had stopped listening goes back to its queue at once. */
  const giveBack = async (request: AwsRequest, answer: Buffer): Promise<void> => {
    if (request.headers['x-amz-target'] !== RECEIVE) return;
    const { Messages = [] } = JSON.parse(answer.toString()) as {
      Messages?: { ReceiptHandle: string }[];
    };
    const { QueueUrl } = JSON.parse(request.body.toString()) as { QueueUrl: string };
    await Promise.all(
      Messages.map(({ ReceiptHandle }) =>
        api({
          ...request,
          headers: { ...request.headers, 'x-amz-target': 'AmazonSQS.ChangeMessageVisibility' },
          body: Buffer.from(JSON.stringify({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
        }),
      ),
    );
  };

  const handle = async (httpRequest: HttpRequest, { abortSignal }: HttpOptions = {}) => {
    if (abortSignal?.aborted) throw aborted();
    const request = callOf(httpRequest, host);
    delete request.headers['content-length'];
    const answer = api(request);
    const cancelled =
      abortSignal &&
      new Promise<never>((_resolve, reject) => {
        abortSignal.onabort = () => {
          answer
            .then(({ body }) => giveBack(request, Buffer.from(body ?? '')))
            .catch(() => undefined); // the engine has stopped: at its next start everything is back in its queue
          endReceive(request, answer);
          reject(aborted());
        };
      });
    const {
      status,
      headers = {},
      body = '',
    } = await (cancelled ? Promise.race([answer, cancelled]) : answer);
    return {
      response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) },
    };
  };

  return new SQSClient({
    region,
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    signer: { sign: (request) => Promise.resolve(request) },
    requestHandler: {
      handle,
      metadata: { handlerProtocol: 'http/1.1' },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  });
};

import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AwsResponse } from '../aws-api.ts';
import { type Iam } from '../iam/types.ts';
import { isAbandoned } from '../server.ts';
import { denialOf } from './authorize.ts';
import { type AwsService } from './aws-services.ts';
import { errorAnswer, type Protocol } from './errors.ts';
import { isFromThisMachine, readBody } from './request.ts';
import { routeOf } from './route.ts';
import { type createS3 } from './s3.ts';

export type EndpointOptions = {
  iam: Iam;
  region: string;
  accountId: string;
  services: Record<string, AwsService>;
  s3: ReturnType<typeof createS3>;
  /** Pages of the cloud itself, by path prefix below `/_local/`. */
  pages: Record<string, RequestListener>;
  /** An error that is the cloud's own fault. */
  onError: (error: unknown) => void;
};

/** The largest that a service takes: Lambda, a package of 50 MB in base64. */
const MAX_BODY_BYTES = 70_167_211;

const send = (response: ServerResponse, { status, headers, body }: AwsResponse): void => {
  if (response.headersSent) return void response.destroy();
  const bytes = Buffer.from(body ?? '');
  // A HEAD answer has no body, and the engine has already said how long the body would be.
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.end(bytes);
};

/** `undefined` for one that nobody behind the endpoint could decode. */
const urlOf = ({ url = '/' }: IncomingMessage): URL | undefined => {
  try {
    const parsed = new URL(url, 'http://local');
    decodeURIComponent(parsed.pathname);
    return parsed;
  } catch {
    return undefined;
  }
};

const refusal = (protocol: Protocol, code: string, message: string, status: number): AwsResponse =>
  errorAnswer(protocol, { code, message, status });

/** The AWS endpoint: finds out which service a request is for and whether its caller may. */
export const createEndpoint = ({
  iam,
  region,
  accountId,
  services,
  s3,
  pages,
  onError,
}: EndpointOptions): RequestListener => {
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<AwsResponse | undefined> => {
    const url = urlOf(request);
    if (!url) return refusal('json', 'InvalidRequest', 'The URL is malformed.', 400);
    const { pathname: path, searchParams: query } = url;
    if (!isFromThisMachine(request))
      return refusal('json', 'AccessDeniedException', 'Web pages may not use this endpoint.', 403);
    if (path.startsWith('/_local/')) {
      const page = Object.keys(pages).find((prefix) => path.startsWith(`/_local/${prefix}`));
      if (page === undefined) return { status: 404, body: `There is no page ${path}\n` };
      return void pages[page]?.(request, response);
    }
    const { service, accessKeyId } = routeOf(request, path, query);
    if (service === undefined)
      return refusal(
        'json',
        'UnknownServiceException',
        'This is the local cloud; it takes signed AWS requests.',
        400,
      );
    if (accessKeyId === undefined)
      return service === 's3'
        ? refusal('s3', 'AccessDenied', 'Access Denied: the request is not signed.', 403)
        : refusal(
            services[service]?.denial.protocol ?? 'json',
            'MissingAuthenticationTokenException',
            'Request is missing Authentication Token',
            403,
          );
    const principal = iam.principalOf(accessKeyId);
    if (service === 's3') return s3(request, response, principal);

    const target = services[service];
    if (!target)
      return refusal(
        'json',
        'UnknownServiceException',
        `The local cloud does not have the service "${service}" (it has ${[...Object.keys(services), 's3'].join(', ')}).`,
        501,
      );
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body)
      return refusal(
        target.denial.protocol,
        'RequestEntityTooLargeException',
        'The request is too large.',
        413,
      );
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const call = { method: request.method ?? 'GET', path, query, headers, body, principal };
    const denial =
      principal.kind === 'role' &&
      denialOf(
        iam,
        principal,
        target.accessOf(call, { region, accountId }),
        target.denial,
        accountId,
      );
    return denial || target.api(call);
  };

  return (request, response) => {
    answer(request, response).then(
      (result) => result && send(response, result),
      (error: unknown) => {
        if (isAbandoned(request)) return;
        onError(error);
        const message = 'The local cloud failed: see its console.';
        send(response, refusal('json', 'InternalFailure', message, 500));
      },
    );
  };
};

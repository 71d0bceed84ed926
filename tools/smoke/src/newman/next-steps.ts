import type { Route } from '@acado/nx-serverless/services';
import type { Execution } from 'newman';
import { isOn } from '../collection/coverage.ts';
import type { SmokeRun } from './smoke-run.ts';

/** What is known of the service that was asked. */
export interface Asked extends Pick<SmokeRun, 'service' | 'target' | 'stage' | 'baseUrl'> {
  routes: readonly Route[];
  hasToken: boolean;
}

/** A cloud on another port than the usual one has a folder of its own. */
const logFolder = (): string => {
  const port = process.env.LOCAL_CLOUD_PORT;
  return port && port !== '4566' ? `.local/${port}/logs` : '.local/logs';
};

/** What to look at when a request is red. */
export function nextSteps({ request, response, requestError }: Execution, asked: Asked): string[] {
  const { service, target, stage = '<stage>', baseUrl, routes, hasToken } = asked;
  const url = request?.url.toString() ?? '';
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : undefined;
  const route = routes.find((one) => path !== undefined && isOn(one, request!.method, path));
  const functionKey = route?.functionKey ?? '<function>';
  const logs =
    target === 'local'
      ? `What the function logged: ${logFolder()}/acado-${service}-local-${functionKey}.log of a cloud that keeps running (npm start)`
      : `What the function logged: npx nx logs ${service} --stage ${stage} --function ${functionKey}`;
  if (!response) {
    if (/TIMEDOUT/.test(requestError?.code ?? '')) return [logs];
    return target === 'local'
      ? ['Does the local cloud run? npm start']
      : [`Is it deployed, and is this its URL? npx nx info ${service} --stage ${stage}`];
  }
  const { code } = response;
  if (code === 401 || code === 403)
    return [
      hasToken
        ? 'Is the token of the issuer and the audience that the stage asks for (jwtIssuer, jwtAudience), and not expired?'
        : 'The API asks who calls: give a token by --token or SMOKE_TOKEN',
    ];
  if (code === 429)
    return [
      'More requests than the API or the function takes: httpRateLimit, httpBurstLimit, concurrency',
    ];
  if (code === 404 && /^\{"message":"Not Found"\}$/.test(response.text()))
    return [`The API has no such route: deploy what is in services/${service}/serverless.yml`];
  const requestId = /"requestId":"([^"]+)"/.exec(response.text())?.[1];
  return [
    `${logs}${requestId === undefined ? '' : `; this request is ${requestId}`}`,
    ...(code >= 500
      ? []
      : [`If the answer is right, the expectation is wrong: services/${service}/smoke`]),
  ];
}

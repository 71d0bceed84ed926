import { createIntegration, type Failure } from '../integrate.ts';
import { payload1Answer } from '../payload-1/answer.ts';
import { payload1Event, type Payload1Facts } from '../payload-1/event.ts';
import { readBody } from '../read-body.ts';
import { createRouter } from '../router.ts';
import { type Api, type Exchange } from '../serve.ts';
import { createThrottle } from '../throttle.ts';
import { type ApiGatewayOptions, type GatewayAnswer } from '../types.ts';
import {
  BAD_GATEWAY,
  BAD_REQUEST,
  BODY_TOO_LARGE,
  EVENT_TOO_LARGE,
  FORBIDDEN,
  INTERNAL_ERROR,
  MISSING_TOKEN,
  TIMED_OUT,
  TOO_MANY_REQUESTS,
} from './answers.ts';
import { type Access, authorizeIam } from './authorize-iam.ts';
import { isBinaryType } from './media-types.ts';
import { mockAnswer } from './mock-answer.ts';
import { remapped } from './remapped-headers.ts';
import { type RestApiDefinition, type RestApiMethod, type RestApiStage } from './types.ts';

/** REST APIs wait for an integration no longer than this, unless AWS has raised the account's quota. */
const LONGEST_INTEGRATION_MS = 29_000;

const FAILURES: Record<Failure, GatewayAnswer> = {
  notPermitted: INTERNAL_ERROR,
  timeout: TIMED_OUT,
  throttled: INTERNAL_ERROR,
  tooLarge: EVENT_TOO_LARGE,
  rejected: INTERNAL_ERROR,
  functionFailed: BAD_GATEWAY,
  noAnswer: BAD_GATEWAY,
};

type Stage = RestApiStage & { mayPass: (httpMethod: string, path: string) => boolean };
type Selected = {
  stage: Stage;
  method: RestApiMethod;
  pathParameters?: Record<string, string>;
  /** Without the stage. */
  path: string;
};

/** What one REST API does with a request, from its stage to the answer. */
export const createRestApi = (options: ApiGatewayOptions, definition: RestApiDefinition): Api => {
  const { region, accountId, report } = options.context;
  const { apiId, name, binaryMediaTypes } = definition;
  const stages = new Map(definition.stages.map((stage) => [stage.name, withThrottles(stage)]));
  const selectMethod = createRouter(
    definition.methods.map((method) => ({
      method: method.httpMethod,
      path: method.path,
      definition: method,
    })),
    { otherMethod: 'none', parameters: 'encoded' },
  );
  const integrate = createIntegration(options, name, FAILURES);

  const methodArn = (stage: Stage, httpMethod: string, path: string): string =>
    `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage.name}/${httpMethod}${path}`;

  const select = ({ request, path, observed }: Exchange): Selected | GatewayAnswer => {
    const [, stageName = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
    const stage = stages.get(stageName);
    if (!stage) return FORBIDDEN;
    observed.stage = stageName;
    const pathInApi = rest === '' ? '/' : rest;
    try {
      // A slash at the end makes no difference.
      const found = selectMethod(request.method ?? '', pathInApi.replace(/(.)\/$/, '$1'));
      if (!found) return MISSING_TOKEN;
      const { route, pathParameters } = found;
      return { stage, method: route.definition, pathParameters, path: pathInApi };
    } catch {
      return BAD_REQUEST;
    }
  };

  const invoke = (
    exchange: Exchange,
    { stage, method, path, pathParameters }: Selected,
    integration: { functionName: string; timeoutMs: number },
    body: Buffer,
    identity: Payload1Facts['identity'],
  ): Promise<GatewayAnswer> => {
    const { headers } = exchange.request;
    const event = payload1Event({
      ...{ exchange, body, accountId, apiId, pathParameters, path, identity },
      isBase64Encoded: body.length > 0 && isBinaryType(binaryMediaTypes, headers['content-type']),
      stage: stage.name,
      stageVariables: stage.variables,
      deploymentId: stage.deploymentId,
      resourceId: method.resourceId,
      resourcePath: method.path,
      contextPath: exchange.path,
      requestId: exchange.requestId,
    });
    return integrate(
      exchange,
      {
        functionName: integration.functionName,
        timeoutMs: Math.min(integration.timeoutMs, LONGEST_INTEGRATION_MS),
        name: `${method.httpMethod} ${method.path}`,
        sourceArn: methodArn(stage, method.httpMethod, method.path),
      },
      event,
      // The first type that the client accepts decides whether it gets bytes.
      (payload) =>
        remapped(
          payload1Answer(
            payload,
            'application/json',
            isBinaryType(binaryMediaTypes, headers.accept),
          ),
        ),
    );
  };

  const respond = async (exchange: Exchange): Promise<GatewayAnswer> => {
    const selected = select(exchange);
    if ('status' in selected) return selected;
    const { stage, method, path } = selected;
    const { httpMethod, integration } = method;
    const access: Access =
      method.authorization === 'AWS_IAM'
        ? authorizeIam(options, exchange, methodArn(stage, exchange.request.method ?? '', path))
        : {};
    if (access.refusal) return access.refusal;
    if (!stage.mayPass(httpMethod, method.path)) return TOO_MANY_REQUESTS;
    const body = await readBody(exchange);
    if (body === 'too large') return BODY_TOO_LARGE;
    switch (integration.kind) {
      case 'lambda':
        return invoke(exchange, selected, integration, body, access.identity);
      case 'mock':
        return mockAnswer(integration, exchange.request.headers.origin);
      case 'unmodelled':
        report('error', name, `${httpMethod} ${method.path}: ${integration.reason}`);
        return INTERNAL_ERROR;
    }
  };

  return {
    respond,
    internalError: INTERNAL_ERROR,
    idHeaders: ({ requestId, extendedRequestId }) => ({
      'x-amzn-requestid': requestId,
      'x-amz-apigw-id': extendedRequestId,
    }),
  };
};

/** A bucket for each method with limits of its own, and one for the rest of the stage. */
const withThrottles = (stage: RestApiStage): Stage => {
  const ofStage = createThrottle(stage.throttling);
  const ofMethods = new Map(
    Object.entries(stage.methodThrottling).map(([method, limits]) => [
      method,
      createThrottle(limits),
    ]),
  );
  return {
    ...stage,
    mayPass: (httpMethod, path) => {
      const own = ofMethods.get(`${httpMethod} ${path}`) ?? ofMethods.get(`* ${path}`);
      return (own ?? ofStage)();
    },
  };
};

import { guide } from '../../rules/rule.ts';
import { hostOf, nameOf, stagePath, type SwitchInputs } from '../inputs.ts';
import type { Precondition, Step } from '../plan/plan.ts';
import { aws, keep, outputOf, quoted } from '../plan/shell.ts';

/** The stack of the alarms. */
export const alarmStack = (inputs: SwitchInputs): string => `${nameOf(inputs)}-alarms`;

/** A stack of a template of the plan. */
export const deploy = (
  { region }: SwitchInputs,
  file: string,
  stack: string,
  parameters: Readonly<Record<string, string | { shell: string }>>,
): string => {
  const overrides = Object.entries(parameters).map(([name, value]) =>
    typeof value === 'string' ? quoted(`${name}=${value}`) : `${name}=${value.shell}`,
  );
  const options = { region, 'template-file': file, 'stack-name': stack };
  return `${aws('cloudformation deploy', options)} --parameter-overrides ${overrides.join(' ')}`;
};

export const stackOutput = ({ region }: SwitchInputs, stack: string, output: string): string =>
  aws('cloudformation describe-stacks', {
    ...{ region, 'stack-name': stack, output: 'text' },
    query: `Stacks[0].Outputs[?OutputKey==\`"${output}"\`].OutputValue`,
  });

/** Looks at the alarms; nothing is printed when all is well. */
export const alarmsCommand = (inputs: SwitchInputs): string =>
  aws('cloudwatch describe-alarms', {
    region: inputs.region,
    'alarm-name-prefix': `${alarmStack(inputs)}-`,
    'state-value': 'ALARM',
    query: 'MetricAlarms[].[AlarmName,StateReason]',
    output: 'text',
  });

/** When the share that moved may grow. */
export const goOn = ({ minutes }: SwitchInputs): string =>
  `after ${minutes} minutes in which no alarm was on, and the numbers of “What to watch” are those of the REST API`;

/** What every strategy asks for. */
export function commonPreconditions(inputs: SwitchInputs): Precondition[] {
  const { region, rest, http } = inputs;
  const after = `https://${hostOf(inputs, 'http')}${stagePath(http)}`;
  const before = `https://${hostOf(inputs, 'rest')}/${rest.stage}`;
  const replay = `npm run --silent migrate-http-api -- replay --before ${quoted(before)} --after ${quoted(after)} recording.json`;
  return [
    {
      what: 'Both APIs answer alike',
      why: 'What differs is found by recorded requests, not by clients. The requests are really carried out, twice.',
      commands: [replay],
      expected: 'exit code 0',
    },
    {
      what: 'The stage of the HTTP API is there, and its throttling is what the REST API’s was',
      why: 'A stage without limits of its own has the account’s, which all APIs of the region share.',
      commands: [
        aws('apigatewayv2 get-stage', { region, 'api-id': http.id, 'stage-name': http.stage }),
        aws('apigateway get-stage', {
          ...{ region, 'rest-api-id': rest.id, 'stage-name': rest.stage },
          query: '[methodSettings,canarySettings,webAclArn,cacheClusterEnabled]',
        }),
      ],
      expected: 'the same limits; no canary, no web ACL and no cache that somebody still needs',
      docs: guide('http-api-throttling'),
    },
    {
      what: 'The HTTP API answers at its own URL',
      why: 'Requests are replayed there, and distributions have it as their origin.',
      commands: [
        aws('apigatewayv2 get-api', {
          ...{ region, 'api-id': http.id, query: '[ProtocolType,DisableExecuteApiEndpoint]' },
          output: 'text',
        }),
      ],
      expected: 'HTTP False (or None)',
    },
  ];
}

/** A domain of API Gateway that may lead to both kinds of API. */
export const regionalDomain = ({ region, domain }: SwitchInputs): Precondition => ({
  what: 'The domain is regional, takes TLS 1.2 and has mappings alone',
  why: 'HTTP APIs can be mapped to regional domains with TLS 1.2 only, and not beside routing rules. An edge-optimised domain is made regional first: same name, no interruption.',
  commands: [
    aws('apigatewayv2 get-domain-name', {
      ...{ region, 'domain-name': domain, output: 'text' },
      query:
        '[DomainNameConfigurations[0].EndpointType,DomainNameConfigurations[0].SecurityPolicy,RoutingMode]',
    }),
  ],
  expected: 'REGIONAL TLS_1_2 API_MAPPING_ONLY (or no routing mode at all)',
  docs: guide('apigateway-regional-api-custom-domain-migrate'),
});

/** The first step of every plan. */
export function alarmStep(inputs: SwitchInputs): Step {
  const { region, rest, http, alarmTopic } = inputs;
  const name = aws('apigateway get-rest-api', {
    ...{ region, 'rest-api-id': rest.id, query: 'name', output: 'text' },
  });
  return {
    title: 'Set up the alarms',
    why: 'HTTP APIs count 4xx and 5xx by ApiId, REST APIs 4XXError and 5XXError by ApiName: alarms on the REST API stay silent.',
    commands: [
      deploy(inputs, 'alarms.yml', alarmStack(inputs), {
        HttpApiId: http.id,
        HttpApiStage: http.stage,
        RestApiName: outputOf(name),
        RestApiStage: rest.stage,
        ...(alarmTopic !== undefined && { AlarmTopic: alarmTopic }),
      }),
    ],
    goOn: 'when the stack is complete',
    back: { commands: [removeStack(inputs, alarmStack(inputs))], takes: 'nothing moved yet' },
  };
}

export const removeStack = ({ region }: SwitchInputs, stack: string): string =>
  aws('cloudformation delete-stack', { region, 'stack-name': stack });

/** The last steps of every plan. */
export function removalSteps(inputs: SwitchInputs): Step[] {
  const { region, rest } = inputs;
  const name = aws('apigateway get-rest-api', {
    ...{ region, 'rest-api-id': rest.id, query: 'name', output: 'text' },
  });
  return [
    {
      title: 'Wait until nobody asks the REST API any more',
      why: 'Clients that have its own URL in their configuration, not the domain’s name, were never moved.',
      commands: [
        keep('REST_API_NAME', name),
        `${aws('cloudwatch get-metric-statistics', {
          ...{ region, namespace: 'AWS/ApiGateway', 'metric-name': 'Count', statistics: 'Sum' },
          ...{ period: '86400', query: 'Datapoints[].[Timestamp,Sum]', output: 'text' },
        })} --dimensions Name=ApiName,Value="$REST_API_NAME" Name=Stage,Value=${quoted(rest.stage)} --start-time "$(node -p 'new Date(Date.now() - 7 * 864e5).toISOString()')" --end-time "$(node -p 'new Date().toISOString()')"`,
      ],
      goOn: 'when it counts nothing for a week',
      back: { commands: [], takes: 'nothing changed' },
    },
    {
      title: 'Remove the REST API and the alarms',
      why: 'A REST API that a stack owns goes with the stack: take its http events out of the serverless.yml and deploy. Only one that nobody owns is deleted by hand. There is no way back from here but to deploy it again, under another id.',
      commands: [
        aws('apigateway delete-rest-api', { region, 'rest-api-id': rest.id }),
        removeStack(inputs, alarmStack(inputs)),
      ],
      goOn: 'done',
      back: {
        commands: [],
        takes: 'none: a deployment of the old serverless.yml makes a REST API with another id',
      },
    },
  ];
}

import { hostOf, nameOf, stagePath, type SwitchInputs } from '../inputs.ts';
import type { Plan, Precondition, Step } from '../plan/plan.ts';
import { aws, keep, outputOf, variable } from '../plan/shell.ts';
import { alarmsFile } from '../templates/alarms.ts';
import { canaryPolicyFile, LARGEST_CANARY_PERCENT } from '../templates/canary-policy.ts';
import {
  alarmStep,
  commonPreconditions,
  deploy,
  goOn,
  removalSteps,
  removeStack,
  stackOutput,
} from './common.ts';

const CLOUDFRONT = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';
const MINUTES = 'a few minutes, until CloudFront has told its locations';

const get = (id: string | { shell: string }, query: string, output = 'text'): string =>
  aws('cloudfront get-distribution-config', { id, query, output });

const update = (id: string | { shell: string }, file: string): string =>
  aws('cloudfront update-distribution', {
    id,
    'if-match': outputOf(get(id, 'ETag')),
    'distribution-config': `file://${file}`,
    query: 'Distribution.Status',
  });

const wait = (id: string | { shell: string }): string =>
  aws('cloudfront wait distribution-deployed', { id });

/** A share of the requests by a staging distribution of CloudFront. */
export function canary(inputs: SwitchInputs): Plan {
  const { weights, distribution = '' } = inputs;
  const policy = `${nameOf(inputs)}-canary`;
  const small = weights.filter((percent) => percent <= LARGEST_CANARY_PERCENT);
  const shares = small.length > 0 ? small : [LARGEST_CANARY_PERCENT];
  const staging = variable('STAGING_ID');
  const share = (percent: number): string =>
    deploy(inputs, 'canary-policy.yml', policy, {
      StagingDomainName: variable('STAGING_NAME'),
      Weight: String(percent / 100),
    });
  const shareStep = (percent: number, before: number): Step => ({
    title: `Send ${percent} % of the clients to the HTTP API`,
    percent,
    commands: [share(percent)],
    goOn: goOn(inputs),
    back: { commands: [share(before)], takes: MINUTES },
  });
  const largest = shares.at(-1)!;
  return {
    inputs,
    title: `${inputs.domain}: from the REST API to the HTTP API behind CloudFront`,
    summary: `The distribution ${distribution} stays; a staging distribution with the HTTP API as its origin gets a share of the clients, at most ${LARGEST_CANARY_PERCENT} %, and then becomes the configuration of all. No DNS record changes.`,
    notes: [
      'CloudFront may send everything to the primary distribution when it is very busy, whatever the share says; and distributions with HTTP/3 can not have a staging distribution.',
      ...(small.length < weights.length - 1
        ? [
            `Shares over ${LARGEST_CANARY_PERCENT} % are left out: CloudFront knows none before all.`,
          ]
        : []),
    ],
    preconditions: [...commonPreconditions(inputs), originIsRest(inputs)],
    steps: [
      alarmStep(inputs),
      {
        title: 'Copy the distribution, with the HTTP API as its origin',
        commands: [
          `${get(distribution, 'DistributionConfig', 'json')} > primary-before.json`,
          keep(
            'STAGING_ID',
            aws('cloudfront copy-distribution', {
              'primary-distribution-id': distribution,
              staging: true,
              enabled: true,
              'if-match': outputOf(get(distribution, 'ETag')),
              'caller-reference': `${nameOf(inputs)}-${inputs.http.id}`,
              query: 'Distribution.Id',
              output: 'text',
            }),
          ),
          `${get(staging, 'DistributionConfig', 'json')} | sed ${originEdit(inputs)} > staging.json`,
          update(staging, 'staging.json'),
          wait(staging),
          keep(
            'STAGING_NAME',
            aws('cloudfront get-distribution', {
              id: staging,
              query: 'Distribution.DomainName',
              output: 'text',
            }),
          ),
        ],
        goOn: 'when the staging distribution is deployed (some minutes); staging.json names the HTTP API',
        back: { commands: [], takes: 'nothing moved yet' },
      },
      {
        title: 'Let the distribution know of the staging one',
        percent: 0,
        commands: [
          share(0),
          keep('POLICY_ID', stackOutput(inputs, policy, 'PolicyId')),
          `${get(distribution, 'DistributionConfig', 'json')} | sed 's/"ContinuousDeploymentPolicyId": "[^"]*"/"ContinuousDeploymentPolicyId": "'"$POLICY_ID"'"/' > primary-with-canary.json`,
          update(distribution, 'primary-with-canary.json'),
          wait(distribution),
        ],
        goOn: 'when the distribution is deployed',
        back: {
          commands: [update(distribution, 'primary-before.json')],
          takes: 'nothing moved yet',
        },
      },
      ...shares.map((percent, index) => shareStep(percent, shares[index - 1] ?? 0)),
      {
        title: 'Send all clients to the HTTP API',
        percent: 100,
        why: 'The staging distribution’s configuration becomes the primary one’s; the policy is switched off by that.',
        commands: [
          aws('cloudfront update-distribution-with-staging-config', {
            id: distribution,
            'staging-distribution-id': staging,
            'if-match': {
              shell: `"$(${get(distribution, 'ETag')}), $(${get(staging, 'ETag')})"`,
            },
            query: 'Distribution.Status',
          }),
          wait(distribution),
        ],
        goOn: goOn(inputs),
        back: {
          commands: [update(distribution, 'primary-before.json'), wait(distribution)],
          takes: `${MINUTES}; to go back to ${largest} %, begin again with the copy`,
        },
      },
    ],
    end: [
      {
        title: 'Remove policy and staging distribution',
        commands: [
          `${get(distribution, 'DistributionConfig', 'json')} | sed 's/"ContinuousDeploymentPolicyId": "[^"]*"/"ContinuousDeploymentPolicyId": ""/' > primary-after.json`,
          update(distribution, 'primary-after.json'),
          wait(distribution),
          removeStack(inputs, policy),
          `${get(staging, 'DistributionConfig', 'json')} | sed 's/^    "Enabled": true/    "Enabled": false/' > staging-off.json`,
          update(staging, 'staging-off.json'),
          wait(staging),
          aws('cloudfront delete-distribution', {
            id: staging,
            'if-match': outputOf(get(staging, 'ETag')),
          }),
        ],
        goOn: 'when the staging distribution is gone',
        back: { commands: [], takes: 'clients are not touched by it' },
      },
      ...removalSteps(inputs),
    ],
    files: [alarmsFile(), canaryPolicyFile()],
    docs: [
      `${CLOUDFRONT}/continuous-deployment.html`,
      `${CLOUDFRONT}/continuous-deployment-quotas-considerations.html`,
    ],
  };
}

const originIsRest = (inputs: SwitchInputs): Precondition => ({
  what: 'The distribution’s origin is the REST API by its own name, and it has no HTTP/3',
  why: 'The copy gets the HTTP API’s name in its place. Where the origin is a domain of API Gateway, take --strategy at-once for that domain.',
  commands: [
    get(
      inputs.distribution ?? '',
      'DistributionConfig.[HttpVersion,Staging,Origins.Items[].[DomainName,OriginPath][]]',
    ),
  ],
  expected: `http2, False, ${hostOf(inputs, 'rest')} /${inputs.rest.stage}`,
  docs: `${CLOUDFRONT}/continuous-deployment-quotas-considerations.html`,
});

/** Names of APIs and stages hold nothing that sed reads. */
const originEdit = (inputs: SwitchInputs): string => {
  const [rest, http] = [hostOf(inputs, 'rest'), hostOf(inputs, 'http')];
  const path = stagePath(inputs.http);
  return `'s#"DomainName": "${rest.replaceAll('.', '\\.')}"#"DomainName": "${http}"#; s#"OriginPath": "/${inputs.rest.stage}"#"OriginPath": "${path}"#'`;
};

import { guide } from '../../rules/rule.ts';
import { hostOf, nameOf, stagePath, type SwitchInputs } from '../inputs.ts';
import type { Plan, Precondition, Step } from '../plan/plan.ts';
import { aws } from '../plan/shell.ts';
import { alarmsFile } from '../templates/alarms.ts';
import { dnsFile } from '../templates/dns-script.ts';
import { frontFile } from '../templates/front.ts';
import {
  alarmStep,
  commonPreconditions,
  deploy,
  goOn,
  regionalDomain,
  removalSteps,
  removeStack,
} from './common.ts';
import { mappingsExist, moveMapping } from './mapping.ts';

const ROUTE_53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
/** Aliases have their targets' time to live. */
const TTL =
  '60 s, which is how long resolvers keep the answer; clients with open connections, and resolvers that keep it longer, take longer';

export const frontStack = (inputs: SwitchInputs): string => `${nameOf(inputs)}-front`;

const oneAlias = ({ domain, hostedZone = '' }: SwitchInputs): Precondition => ({
  what: 'The name has one record, an alias of type A without a routing policy',
  why: 'A name has either weighted records or simple ones; the script turns this one record into two, in one change. A CNAME or AAAA record is handled first, by hand.',
  commands: [
    aws('route53 list-resource-record-sets', {
      'hosted-zone-id': hostedZone,
      query: `ResourceRecordSets[?Name==\`"${domain}."\`].[Type,AliasTarget.DNSName,SetIdentifier]`,
      output: 'text',
    }),
  ],
  expected: 'A, the regional name of the domain (d-….execute-api.…), None',
  docs: `${ROUTE_53}/resource-record-sets-values-weighted-alias.html`,
});

const weightStep = (inputs: SwitchInputs, percent: number, before: number): Step => ({
  title: `Send ${percent} % of the clients to the HTTP API`,
  percent,
  commands: [`sh dns.sh weights ${percent}`],
  goOn: goOn(inputs),
  back: { commands: [`sh dns.sh weights ${before}`], takes: TTL },
});

/** Shares of the clients by DNS: the REST API's domain, and a distribution under the same name. */
export function weighted(inputs: SwitchInputs): Plan {
  const { domain, certificate = '', http, weights } = inputs;
  const front = frontStack(inputs);
  return {
    inputs,
    title: `${domain}: from the REST API to the HTTP API by weighted DNS records`,
    summary:
      'Route 53 answers with the REST API’s domain or with a CloudFront distribution under the same name that leads to the HTTP API, in growing shares. In the end the domain’s mapping leads to the HTTP API and the distribution goes.',
    notes: [
      'A domain name is unique within a region, and API Gateway chooses the API by the name that clients ask for: two regional domains for two APIs under one name can not exist, so weights between them can not either. A distribution of CloudFront may have the name of a regional domain (an edge-optimised one has a distribution of its own under it).',
      'DNS shares are shares of resolvers’ answers, not of requests: one large client moves as a whole.',
      'Requests by way of the distribution cost CloudFront’s price as well, have another source address (the client’s is in X-Forwarded-For) and another Host: links that a function makes from it change.',
      'IAM-signed requests fail there: the signature covers the Host header, which the origin gets another one of.',
    ],
    preconditions: [
      ...commonPreconditions(inputs),
      regionalDomain(inputs),
      mappingsExist(inputs),
      oneAlias(inputs),
    ],
    steps: [
      alarmStep(inputs),
      {
        title: 'Put a distribution under the same name in front of the HTTP API',
        commands: [
          deploy(inputs, 'front.yml', front, {
            DomainName: domain,
            CertificateArn: certificate,
            OriginDomainName: hostOf(inputs, 'http'),
            ...(stagePath(http) !== '' && { OriginPath: stagePath(http) }),
          }),
        ],
        goOn: 'when the stack is complete (some minutes)',
        back: { commands: [removeStack(inputs, front)], takes: 'nothing moved yet' },
      },
      {
        title: 'Make the record a weighted one',
        percent: 0,
        why: 'One change set takes the simple record away and puts weighted ones in its place: no query in between fails.',
        commands: ['sh dns.sh begin'],
        goOn: 'when the script says INSYNC',
        back: { commands: ['sh dns.sh end'], takes: 'nothing moved yet' },
      },
      ...weights.map((percent, index) => weightStep(inputs, percent, weights[index - 1] ?? 0)),
    ],
    end: [
      {
        ...moveMapping(inputs, inputs.basePaths[0]!, { goOn: goOn(inputs) }),
        why: 'Clients whose resolvers keep old answers reach the HTTP API by this, too.',
      },
      {
        title: 'Make the record a simple one again, which leads to the domain',
        commands: ['sh dns.sh end'],
        goOn: 'an hour later, when CloudFront counts no more requests',
        back: { commands: ['sh dns.sh begin', 'sh dns.sh weights 100'], takes: TTL },
      },
      {
        title: 'Remove the distribution',
        commands: [removeStack(inputs, front)],
        goOn: 'when the stack is gone',
        back: { commands: [], takes: 'deploy front.yml again: some minutes' },
      },
      ...removalSteps(inputs),
    ],
    files: [alarmsFile(), frontFile(), dnsFile(inputs, front)],
    docs: [
      guide('how-to-custom-domains'),
      `${ROUTE_53}/routing-policy-weighted.html`,
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html',
    ],
  };
}

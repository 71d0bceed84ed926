import { CommandError } from '@acado/command-line';
import { analyse, type Analysis, type Decisions } from '../analyse/analyse.ts';
import { readSource } from '../read/read-source.ts';
import type { Strategy } from './inputs.ts';
import type { Precondition } from './plan/plan.ts';

/** What the checklist says of the API that traffic leaves. */
export interface Gate {
  /** Why no traffic should move. */
  obstacles: string[];
  preconditions: Precondition[];
}

/** These put a name in front that the origin does not get: signatures cover it. */
const CHANGES_HOST: readonly Strategy[] = ['weighted', 'canary'];

/**
 * Looks at an API's definition.
 *
 * @param path File or folder; without one the plan asks for the check itself.
 * @throws {CommandError} If it has no REST API, or several.
 */
export function gateOf(
  path: string | undefined,
  { stage, strategy }: { stage: string; strategy: Strategy },
  decisions: Decisions,
): Gate {
  const command = `npm run --silent migrate-http-api -- check ${path ?? '<definition>'}`;
  if (path === undefined)
    return {
      obstacles: [],
      preconditions: [
        {
          what: 'Nothing of the checklist is open',
          why: 'The plan was made without a definition of the API (--definition): nobody looked.',
          commands: [],
          expected: `${command} exits with 0, or what it finds is dealt with`,
        },
      ],
    };
  const apis = readSource(path, { stage });
  const [api, ...others] = apis;
  if (!api || others.length > 0)
    throw new CommandError(`--definition: Expected one REST API in ${path}, found ${apis.length}`);
  const analysis = analyse(api, decisions);
  return { obstacles: obstaclesOf(analysis, strategy), preconditions: openOf(analysis) };
}

function obstaclesOf({ routes, findings }: Analysis, strategy: Strategy): string[] {
  const blocked = findings.filter(({ verdict }) => verdict === 'blocked');
  const signed = routes.filter(({ route }) => route.authorization.type === 'iam');
  return [
    ...new Set(
      blocked.map(({ rule, route, detail }) => `${route ?? 'all routes'}: ${rule.id}: ${detail}`),
    ),
    ...(CHANGES_HOST.includes(strategy) && signed.length > 0
      ? [
          `${signed.map(({ key }) => key).join(', ')}: signed requests do not pass a distribution that changes Host: take at-once or base-paths`,
        ]
      : []),
  ];
}

const openOf = ({ findings }: Analysis): Precondition[] =>
  [
    ...new Map(
      findings
        .filter(({ verdict }) => verdict === 'needs rewrite')
        .map((finding) => [finding.rule.id, finding]),
    ).values(),
  ].map(({ rule, detail }) => ({
    what: `${rule.title} is dealt with (${rule.id})`,
    why: `${detail}. ${rule.reason}`,
    commands: [],
    expected: rule.remedy,
    docs: rule.docs,
  }));

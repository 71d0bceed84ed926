import { at, isRecord } from '../template.ts';
import { all, type Rule } from './rule.ts';

/** Names of variables that hold a secret, unless they only say where it is. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)$/i;

/** Values that are secrets whatever they are called. */
const SECRET_VALUES: readonly [string, RegExp][] = [
  ['an access key of AWS', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a token of GitHub', /\b(gh[opsu]_\w{30,}|github_pat_\w{30,})/],
  ['a token of Slack', /\bxox[abprs]-[\w-]{10,}/],
  ['a key of Stripe', /\b[rs]k_live_\w{16,}/],
  ['a JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
  ['an address with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i],
];

const problemOf = (name: string, value: unknown): string[] => {
  // A reference says where something is; a text may be written around it.
  const text = typeof value === 'string' ? value : [at(value, 'Fn::Sub')].flat()[0];
  if (typeof text !== 'string' || text === '') return [];
  const what = SECRET_VALUES.find(([, pattern]) => pattern.test(text))?.[0];
  if (what !== undefined) return [`${name} holds ${what}`];
  if (typeof value !== 'string') return [];
  return SECRET_NAME.test(name) && !value.startsWith('arn:') ? [`${name} holds a secret`] : [];
};

export const noSecrets: Rule = {
  id: 'no-secrets',
  title: 'Environments hold no secrets',
  reason:
    'Whoever may read the configuration of a function or the template of its stack reads them too, and so does the repository.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
  remedy:
    'Keep it in Secrets Manager or as a SecureString of Parameter Store, and give the function its name or ARN (…_SECRET_ARN).',
  severity: 'error',
  setting: 'environment',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) => {
    const variables = at(resources[id]?.Properties, 'Environment', 'Variables');
    return isRecord(variables)
      ? Object.entries(variables).flatMap(([name, value]) => problemOf(name, value))
      : [];
  },
};

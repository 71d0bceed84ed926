import { CommandError } from '@acado/command-line';
import { z } from 'zod';

export const STRATEGIES = ['at-once', 'base-paths', 'weighted', 'canary'] as const;
export type Strategy = (typeof STRATEGIES)[number];

const apiId = z.string().regex(/^[a-z0-9]{6,20}$/, 'Expected the id of an API, such as a1b2c3d4e5');
const restStage = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'Expected the name of a stage');
const httpStage = z.union([z.literal('$default'), restStage]);
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Expected a region such as us-east-1');

const inputsSchema = z.object({
  strategy: z.enum(STRATEGIES),
  region,
  domain: z
    .string()
    .max(253)
    .regex(
      /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      'Expected a name such as api.example.com',
    ),
  rest: z.object({ id: apiId, stage: restStage }),
  http: z.object({ id: apiId, stage: httpStage }),
  /** `''` is the domain itself. */
  basePaths: z
    .array(
      z
        .string()
        .regex(/^([\w$.+!*'()-]+(\/[\w$.+!*'()-]+)*)?$/, 'Expected a path such as orders/v1'),
    )
    .min(1),
  hostedZone: z
    .string()
    .regex(/^Z[A-Z0-9]{5,31}$/, 'Expected the id of a hosted zone, such as Z0123456789ABC')
    .optional(),
  certificate: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-z0-9-]+$/,
      'Expected the ARN of a certificate of ACM',
    )
    .optional(),
  distribution: z
    .string()
    .regex(/^E[A-Z0-9]{5,30}$/, 'Expected the id of a distribution, such as E1A2B3C4D5E6F7')
    .optional(),
  alarmTopic: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, 'Expected the ARN of an SNS topic')
    .optional(),
  /** Percent, rising to 100. */
  weights: z.array(z.int().min(1).max(100)).min(1),
  /** How long each share is watched. */
  minutes: z.int().min(1).max(10_080),
});

/** What a plan is made of. */
export type SwitchInputs = z.infer<typeof inputsSchema>;

const OPTIONS: Readonly<Record<string, string>> = {
  basePaths: 'base-path',
  hostedZone: 'hosted-zone',
  alarmTopic: 'alarm-topic',
  rest: 'rest-api',
  http: 'http-api',
};

/** Beyond what each strategy needs. */
const NEEDED: Readonly<Record<Strategy, readonly (keyof SwitchInputs)[]>> = {
  'at-once': [],
  'base-paths': [],
  weighted: ['hostedZone', 'certificate'],
  canary: ['distribution'],
};

/**
 * Checks what the options say.
 *
 * @throws {CommandError} naming every option that is wrong.
 */
export function readInputs(given: z.input<typeof inputsSchema>): SwitchInputs {
  const { data, error } = inputsSchema.safeParse(given);
  if (error)
    throw new CommandError(
      error.issues
        .map(({ path: [first = '', ...rest], message }) => {
          const option = OPTIONS[String(first)] ?? String(first);
          return `--${option}${rest.length > 0 ? ` (${rest.join('.')})` : ''}: ${message}`;
        })
        .join('\n'),
    );
  const missing = NEEDED[data.strategy].filter((name) => data[name] === undefined);
  if (missing.length > 0)
    throw new CommandError(
      missing
        .map((name) => `--${OPTIONS[name] ?? name}: --strategy ${data.strategy} needs it`)
        .join('\n'),
    );
  const { weights, certificate } = data;
  const rises = weights.every((weight, index) => index === 0 || weight > weights[index - 1]!);
  if (!rises || weights.at(-1) !== 100)
    throw new CommandError('--weights: Expected rising percentages that end with 100');
  if (data.strategy === 'weighted' && certificate?.split(':')[3] !== 'us-east-1')
    throw new CommandError('--certificate: CloudFront takes certificates of us-east-1 alone');
  return data;
}

/** `<id>/<stage>`. @throws {CommandError} naming the option. */
export function readApi(option: string, text: string | undefined): { id: string; stage: string } {
  const [, id, stage] = /^([^/]+)\/([^/]+)$/.exec(text ?? '') ?? [];
  if (id === undefined || stage === undefined)
    throw new CommandError(
      `--${option}: Expected id and stage, such as a1b2c3d4e5/prod, not "${text ?? ''}"`,
    );
  return { id, stage };
}

const suffixOf = (name: string): string =>
  name.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

/** Where an API answers without a domain of its own. */
export const hostOf = (inputs: SwitchInputs, api: 'rest' | 'http'): string =>
  `${inputs[api].id}.execute-api.${inputs.region}.${suffixOf(inputs.region)}`;

/** `/prod`; nothing for `$default`. */
export const stagePath = ({ stage }: SwitchInputs['http']): string =>
  stage === '$default' ? '' : `/${stage}`;

/** What stacks, alarms and files of the switch are called. */
export const nameOf = ({ domain }: Pick<SwitchInputs, 'domain'>): string =>
  `switch-${domain.replaceAll('.', '-')}`.slice(0, 100).replace(/-+$/, '');

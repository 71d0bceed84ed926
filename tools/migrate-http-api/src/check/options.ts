import { CommandError } from '@acado/command-line';
import type { Decisions } from '../analyse/analyse.ts';
import { FEATURES, type FeatureUse } from '../model/rest-api.ts';
import { RULES } from '../rules/rules.ts';

/** Options about what is decided beside the checklist, for `parseArgs`. */
export const DECISION_OPTIONS = {
  accept: { type: 'string', multiple: true, default: [] as string[] },
  payload: { type: 'string' },
  uses: { type: 'string', multiple: true, default: [] as string[] },
} as const;

export const DECISION_USAGE = `  --accept <rule>[=<why>]  what this rule says is lost is given up; may be repeated
  --payload <1.0|2.0>      payload format that the functions are to get (default: undecided; what is
                           written is 1.0 then, which changes no function)
  --uses <feature>         used, though no definition shows it; may be repeated:
                           ${FEATURES.join(', ')}
`;

interface Values {
  accept: string[];
  payload?: string | undefined;
  uses: string[];
}

/**
 * What the options decide.
 *
 * @throws {CommandError} naming the option.
 */
export function readDecisions({ accept, payload, uses }: Values): Omit<Decisions, 'traffic'> {
  if (payload !== undefined && payload !== '1.0' && payload !== '2.0')
    throw new CommandError(`--payload: Expected 1.0 or 2.0, not "${payload}"`);
  return {
    accepted: acceptedOf(accept),
    uses: usesOf(uses),
    ...(payload !== undefined && { payload }),
  };
}

/** `--accept <rule>` or `--accept <rule>=<reason>`. */
const acceptedOf = (texts: readonly string[]): Map<string, string> =>
  new Map(
    texts.map((text) => {
      const [, id = text, reason = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
      if (!RULES.some((rule) => rule.id === id))
        throw new CommandError(`--accept: there is no rule "${id}" (see the command rules)`);
      return [id, reason];
    }),
  );

/** What `--uses` names. */
const usesOf = (texts: readonly string[]): FeatureUse[] =>
  texts.map((text) => {
    const feature = FEATURES.find((known) => known === text);
    if (!feature)
      throw new CommandError(`--uses: Expected one of ${FEATURES.join(', ')}; not "${text}"`);
    return { feature, place: { file: '--uses', path: feature } };
  });

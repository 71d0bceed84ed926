import { CommandError } from '@acado/command-line';
import { FEATURES, type Feature } from '../model/rest-api.ts';
import { RULES } from '../rules/rules.ts';

/** `--accept <rule>` or `--accept <rule>=<reason>`. */
export function readAccepted(texts: readonly string[]): Map<string, string> {
  return new Map(
    texts.map((text) => {
      const [, id = text, reason = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
      if (!RULES.some((rule) => rule.id === id))
        throw new CommandError(`--accept: there is no rule "${id}" (see the command rules)`);
      return [id, reason];
    }),
  );
}

export function readPayload(text: string | undefined): '1.0' | '2.0' | undefined {
  if (text === undefined || text === '1.0' || text === '2.0') return text;
  throw new CommandError(`--payload: Expected 1.0 or 2.0, not "${text}"`);
}

export const readUses = (texts: readonly string[]): Feature[] =>
  texts.map((text) => {
    const feature = FEATURES.find((known) => known === text);
    if (!feature)
      throw new CommandError(`--uses: Expected one of ${FEATURES.join(', ')}; not "${text}"`);
    return feature;
  });

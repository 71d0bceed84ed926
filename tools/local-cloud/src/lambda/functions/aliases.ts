import { randomUUID } from 'node:crypto';
import { aliasNotFound, checkRevision, conflict } from './errors.ts';

export type AliasSettings = {
  functionVersion: string;
  description: string;
  /** Version → share of the invocations, 0 to 1; the rest is for `functionVersion`. */
  weights: Record<string, number>;
};

export type Alias = AliasSettings & { name: string; arn: string; revisionId: string };

export type Aliases = {
  /** @throws AwsError */
  get: (name: string) => Alias;
  list: () => Alias[];
  /** @throws AwsError when there is one. */
  create: (name: string, settings: AliasSettings) => Alias;
  /** @throws AwsError when there is none, or not in the revision that is wanted. */
  update: (name: string, settings: Partial<AliasSettings>, revisionId?: string) => Alias;
  /** Nothing happens when there is none. */
  remove: (name: string) => void;
  /** Names of those that send invocations to a version. */
  of: (version: string) => string[];
};

export const createAliases = (functionArn: string): Aliases => {
  const aliases = new Map<string, Alias>();
  const arnOf = (name: string): string => `${functionArn}:${name}`;

  const get = (name: string): Alias => {
    const found = aliases.get(name);
    if (found) return found;
    throw aliasNotFound(arnOf(name));
  };

  const put = (name: string, settings: AliasSettings): Alias => {
    const alias = { ...settings, name, arn: arnOf(name), revisionId: randomUUID() };
    aliases.set(name, alias);
    return alias;
  };

  const list = (): Alias[] => [...aliases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

  return {
    get,
    list,
    create: (name, settings) => {
      if (aliases.has(name)) throw conflict(`Alias already exists: ${arnOf(name)}`);
      return put(name, settings);
    },
    update: (name, settings, revisionId) => {
      const known = get(name);
      checkRevision(known, revisionId);
      return put(name, { ...known, ...settings });
    },
    remove: (name) => void aliases.delete(name),
    of: (version) =>
      list()
        .filter(
          ({ functionVersion, weights }) =>
            functionVersion === version || Object.hasOwn(weights, version),
        )
        .map(({ name }) => name),
  };
};

/** The version that an invocation of the alias runs; `random` is between 0 and 1. */
export const routed = ({ functionVersion, weights }: AliasSettings, random: number): string => {
  let passed = 0;
  for (const [version, weight] of Object.entries(weights)) {
    passed += weight;
    if (random < passed) return version;
  }
  return functionVersion;
};

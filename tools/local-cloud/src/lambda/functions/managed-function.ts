import { type AliasSettings, type Aliases, createAliases, routed } from './aliases.ts';
import { checkRevision, conflict, functionNotFound, invalidParameter } from './errors.ts';
import {
  createLatestVersion,
  createPublishedVersion,
  type FunctionContent,
  type FunctionVersion,
  identityOf,
  LATEST,
  type LatestVersion,
  type VersionServices,
} from './function-version.ts';

/** A function with all of its versions and aliases. */
export type ManagedFunction = {
  readonly arn: string;
  readonly latest: LatestVersion;
  readonly aliases: Aliases;
  /** Published versions, the oldest first. */
  versions: () => FunctionVersion[];
  /** What a version's number, $LATEST or an alias stands for; an alias with weights picks one. @throws AwsError */
  version: (qualifier?: string) => FunctionVersion;
  /** The latest version itself when nothing has changed since. @throws AwsError */
  publish: (options?: PublishOptions) => FunctionVersion;
  /** Of a version that is not there: `undefined`. @throws AwsError */
  removeVersion: (version: string) => FunctionVersion | undefined;
  createAlias: Aliases['create'];
  updateAlias: Aliases['update'];
};

export type PublishOptions = {
  description?: string;
  codeSha256?: string;
  revisionId?: string;
  /** The update that asks for the version is itself in progress. */
  withUpdate?: boolean;
  /** As the template says it: active without delay, whatever else is in progress. */
  atOnce?: boolean;
};

export const isVersionNumber = (qualifier: string): boolean => /^[1-9]\d*$/.test(qualifier);

export const createManagedFunction = (
  content: FunctionContent,
  services: VersionServices,
): ManagedFunction => {
  const { arn } = services;
  const latest = createLatestVersion(content, services);
  const published = new Map<string, FunctionVersion>();
  const aliases = createAliases(arn);
  let lastNumber = 0;
  /** What $LATEST was when the last version was published. */
  let publishedIdentity = '';

  const exact = (version: string): FunctionVersion => {
    const found = version === LATEST ? latest : published.get(version);
    if (found) return found;
    throw functionNotFound(`${arn}:${version}`);
  };

  const checkAlias = ({ functionVersion, weights = {} }: Partial<AliasSettings>): void => {
    if (functionVersion !== undefined) exact(functionVersion);
    const others = Object.entries(weights);
    if (others.length > 1) {
      throw invalidParameter(
        'Number of items in AdditionalVersionWeights cannot be greater than 1',
      );
    }
    for (const [version, weight] of others) {
      if (version === functionVersion) {
        throw invalidParameter(
          `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
        );
      }
      exact(version);
      if (version !== LATEST && functionVersion !== LATEST && weight >= 0 && weight <= 1) continue;
      throw invalidParameter(
        'An alias divides its invocations between two published versions, by a weight from 0.0 to 1.0.',
      );
    }
  };

  return {
    arn,
    latest,
    aliases,
    versions: () => [...published.values()],
    version: (qualifier = LATEST) =>
      exact(
        qualifier === LATEST || isVersionNumber(qualifier)
          ? qualifier
          : routed(aliases.get(qualifier), Math.random()),
      ),
    publish: ({ description, codeSha256, revisionId, withUpdate = false, atOnce = false } = {}) => {
      if (!withUpdate && !atOnce) latest.checkNoUpdate();
      checkRevision(latest, revisionId);
      const { definition, code } = latest;
      if (codeSha256 !== undefined && codeSha256 !== code.sha256) {
        throw invalidParameter(
          `CodeSHA256 (${codeSha256}) is different from current CodeSHA256 in $LATEST (${code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
        );
      }
      const last = published.get(String(lastNumber));
      if (last && publishedIdentity === identityOf(latest)) return last;
      const version = createPublishedVersion(
        String(++lastNumber),
        { code, definition: { ...definition, ...(description !== undefined && { description }) } },
        { ...services, ...(atOnce && { transitionMs: 0 }) },
      );
      publishedIdentity = identityOf(latest);
      published.set(version.version, version);
      latest.touch();
      return version;
    },
    removeVersion: (qualifier) => {
      if (qualifier === LATEST) {
        throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
      }
      if (!isVersionNumber(qualifier)) {
        throw invalidParameter('Deletion of aliases is not currently supported.');
      }
      const referring = aliases.of(qualifier);
      if (referring.length > 0) {
        throw conflict(
          `Unable to delete version because the following aliases reference it: [${referring.join(', ')}]`,
        );
      }
      const version = published.get(qualifier);
      published.delete(qualifier);
      return version;
    },
    createAlias: (name, settings) => {
      checkAlias(settings);
      return aliases.create(name, settings);
    },
    updateAlias: (name, settings, revisionId) => {
      checkAlias({ ...aliases.get(name), ...settings });
      return aliases.update(name, settings, revisionId);
    },
  };
};

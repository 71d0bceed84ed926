import { z } from 'zod';
import { type FunctionVersion, LATEST } from '../functions/function-version.ts';
import { json, noContent } from './answers.ts';
import { describeVersion, listedVersion } from './descriptions.ts';
import { type FunctionOperation } from './operation.ts';
import { pageOf } from './pages.ts';
import { bodyOf } from './request-body.ts';

const publishParameters = z.strictObject({
  FunctionName: z.string().optional(), // some clients repeat what the path says
  CodeSha256: z.string().optional(),
  Description: z.string().max(256).optional(),
  RevisionId: z.string().optional(),
});

export const publishVersion: FunctionOperation = ({ functions }, request, { functionName }) => {
  const { CodeSha256, Description, RevisionId } = bodyOf(publishParameters, request);
  const managed = functions.get(functionName);
  const version = managed.publish({
    description: Description,
    codeSha256: CodeSha256,
    revisionId: RevisionId,
  });
  return json(201, describeVersion(version, managed.arn));
};

/** Sorts as versions are listed: $LATEST, then by number. */
const orderOf = ({ version }: Pick<FunctionVersion, 'version'>): string =>
  version === LATEST ? version : version.padStart(10, '0');

export const listVersions: FunctionOperation = ({ functions }, { query }, { functionName }) => {
  const { arn, latest, versions } = functions.get(functionName);
  const { items, NextMarker } = pageOf([latest, ...versions()], query, orderOf);
  const Versions = items.map((version) => listedVersion(version, `${arn}:${version.version}`));
  return json(200, { Versions, NextMarker });
};

export const getConfiguration: FunctionOperation = (
  { functions },
  _request,
  { functionName, qualifier },
) => {
  const { arn, version } = functions.get(functionName);
  return json(200, describeVersion(version(qualifier), arn, qualifier));
};

export const getFunction: FunctionOperation = (
  { functions, codeLinks },
  _request,
  { functionName, qualifier },
) => {
  const { arn, latest, version } = functions.get(functionName);
  const found = version(qualifier);
  const { reservedConcurrency, tags } = latest.definition;
  return json(200, {
    Configuration: describeVersion(found, arn, qualifier),
    Code: { RepositoryType: 'S3', Location: codeLinks.linkTo(found.code.zipFile) },
    ...(tags && { Tags: tags }),
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  });
};

/** A version, or the function with all of them. */
export const deleteFunction: FunctionOperation = (
  { functions },
  _request,
  { functionName, qualifier },
) => {
  functions.get(functionName);
  if (qualifier === undefined) functions.remove(functionName);
  else functions.removeVersion(functionName, qualifier);
  return noContent(204);
};

export const listFunctions: FunctionOperation = ({ functions }, { query }) => {
  const all = query.get('FunctionVersion') === 'ALL';
  const listed = functions
    .list()
    .flatMap(({ arn, latest, versions }) =>
      [latest, ...(all ? versions() : [])].map((version) => ({ arn, version })),
    );
  // No name has a space.
  const keyOf = ({ arn, version }: (typeof listed)[number]) => `${arn} ${orderOf(version)}`;
  const { items, NextMarker } = pageOf(listed, query, keyOf);
  const Functions = items.map(({ arn, version }) =>
    listedVersion(version, all ? `${arn}:${version.version}` : arn),
  );
  return json(200, { Functions, NextMarker });
};

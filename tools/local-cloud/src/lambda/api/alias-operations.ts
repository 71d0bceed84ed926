import { z } from 'zod';
import { type AliasSettings } from '../functions/aliases.ts';
import { json, noContent } from './answers.ts';
import { checkConstraints } from './constraints.ts';
import { describeAlias } from './descriptions.ts';
import { type FunctionOperation } from './operation.ts';
import { pageOf } from './pages.ts';
import { bodyOf } from './request-body.ts';

const settings = {
  FunctionName: z.string().optional(), // some clients repeat what the path says
  Description: z.string().max(256).optional(),
  RoutingConfig: z
    .strictObject({ AdditionalVersionWeights: z.record(z.string(), z.number()).default({}) })
    .optional(),
};
const createParameters = z.strictObject({
  ...settings,
  Name: z.string(),
  FunctionVersion: z.string(),
});
const updateParameters = z.strictObject({
  ...settings,
  Name: z.string().optional(),
  FunctionVersion: z.string().optional(),
  RevisionId: z.string().optional(),
});

const namePattern = /^(?!^[0-9]+$)([a-zA-Z0-9-_]+)$/;

export const createAlias: FunctionOperation = ({ functions }, request, { functionName }) => {
  const { Name, FunctionVersion, Description, RoutingConfig } = bodyOf(createParameters, request);
  checkConstraints([{ name: 'name', value: Name, min: 1, max: 128, pattern: namePattern }]);
  const alias = functions.get(functionName).createAlias(Name, {
    functionVersion: FunctionVersion,
    description: Description ?? '',
    weights: RoutingConfig?.AdditionalVersionWeights ?? {},
  });
  return json(201, describeAlias(alias));
};

export const updateAlias: FunctionOperation = (
  { functions },
  request,
  { functionName, part: name },
) => {
  const given = bodyOf(updateParameters, request);
  const { FunctionVersion, Description, RoutingConfig } = given;
  const change: Partial<AliasSettings> = {
    ...(FunctionVersion !== undefined && { functionVersion: FunctionVersion }),
    ...(Description !== undefined && { description: Description }),
    ...(RoutingConfig && { weights: RoutingConfig.AdditionalVersionWeights }),
  };
  const alias = functions.get(functionName).updateAlias(name, change, given.RevisionId);
  return json(200, describeAlias(alias));
};

export const getAlias: FunctionOperation = (
  { functions },
  _request,
  { functionName, part: name },
) => json(200, describeAlias(functions.get(functionName).aliases.get(name)));

export const deleteAlias: FunctionOperation = (
  { functions },
  _request,
  { functionName, part: name },
) => {
  functions.get(functionName).aliases.remove(name);
  return noContent(204);
};

export const listAliases: FunctionOperation = ({ functions }, { query }, { functionName }) => {
  const { aliases } = functions.get(functionName);
  const version = query.get('FunctionVersion');
  const wanted = version === null ? undefined : aliases.of(version);
  const found = aliases.list().filter(({ name }) => wanted?.includes(name) ?? true);
  const { items, NextMarker } = pageOf(found, query, ({ name }) => name);
  return json(200, { Aliases: items.map(describeAlias), NextMarker });
};

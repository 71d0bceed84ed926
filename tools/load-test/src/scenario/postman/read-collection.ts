import { readFields } from '@acado/command-line';
import { z } from 'zod';
import type { Scenario, ScenarioRequest } from '../scenario.ts';
import { type Auth, collectionSchema, type Item } from './collection-schema.ts';
import { requestOf } from './request-of.ts';

const marked = z.looseObject({ info: z.looseObject({ schema: z.string().regex(/collection/) }) });

/** Postman's collections say what they are. */
export const isCollection = (content: unknown): boolean => marked.safeParse(content).success;

/**
 * The requests of a Postman collection, those in folders too, each with weight 1. Its scripts are not run;
 * the statuses that its tests name are the expected ones.
 *
 * @param file Its path, for messages.
 * @throws {CommandError} naming file and field.
 */
export function readCollection(file: string, content: unknown): Scenario {
  const { info, item, auth, variable } = readFields(file, collectionSchema, content);
  return {
    ...{ name: info.name, file, api: 'http', setup: [], thinkTimeMs: 0 },
    variables: Object.fromEntries(
      variable.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value]),
    ),
    requests: requestsIn(item, { auth, at: `${file}: `, folder: '' }),
  };
}

function requestsIn(
  items: readonly Item[],
  { auth, at, folder }: { auth: Auth; at: string; folder: string },
): ScenarioRequest[] {
  return items.flatMap((one, index) => {
    const where = `${at}item[${index}]`;
    const own = one.auth ?? auth;
    const name = folder === '' ? one.name : `${folder} / ${one.name}`;
    if (one.item) return requestsIn(one.item, { auth: own, at: `${where}.`, folder: name });
    const request = one.request!;
    const tests = one.event.filter(({ listen }) => listen === 'test');
    const script = tests.map(({ script: { exec } }) => exec).join('\n');
    return [requestOf({ name, request, script, auth: request.auth ?? own, at: where })];
  });
}

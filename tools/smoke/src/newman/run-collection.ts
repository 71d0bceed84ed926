import { randomUUID } from 'node:crypto';
import { type CollectionFile, stepsOf } from '../collection/collection-file.ts';
import type { Asked } from './next-steps.ts';
import { redaction } from './redact.ts';
import { resultsOf } from './results.ts';
import { type NewmanOptions, runNewman } from './run-newman.ts';
import type { SmokeRun } from './smoke-run.ts';

/** The folder that removes what an interrupted run has left. */
const CLEAN_UP = 'Clean up';

export interface CollectionRun extends Pick<
  NewmanOptions,
  'bail' | 'timeoutMs' | 'signal' | 'onRequest'
> {
  collection: CollectionFile;
  asked: Omit<Asked, 'hasToken'>;
  /** Variables of the collection; those that it does not have are left out. */
  variables: Record<string, string>;
  /** Values among them that no report may show. */
  secrets: readonly string[];
}

/** Runs a collection against a service; if it ends early, what it made is removed all the same. */
export async function runCollection(options: CollectionRun): Promise<SmokeRun> {
  const { collection, secrets, timeoutMs, bail, signal, onRequest } = options;
  const declared = new Set(collection.variable.map(({ key }) => key));
  const variables = Object.fromEntries(
    Object.entries({ ...options.variables, runId: randomUUID() }).filter(([key]) =>
      declared.has(key),
    ),
  );
  const asked: Asked = { ...options.asked, hasToken: Boolean(variables['token']) };
  const startedAt = new Date();
  const { executions, reached } = await runNewman({
    ...{ collection, variables, bail, timeoutMs, signal, onRequest },
  });
  const requests = resultsOf(executions, collection.info.name, {
    ...{ asked, timeoutMs, redact: redaction(secrets) },
  });
  const endedEarly = signal?.aborted === true || (bail && requests.some(({ failure }) => failure));
  if (endedEarly && collection.item.some(({ name }) => name === CLEAN_UP))
    await runNewman({ collection, variables, timeoutMs, folder: CLEAN_UP });

  const { service, target, stage, baseUrl } = asked;
  const sent = new Set(requests.map(({ name }) => name));
  const leftOut = stepsOf(collection.item).flatMap(({ name }) => (sent.has(name) ? [] : [name]));
  // Such as after a script that goes on with a request that is not there.
  const isWhole = leftOut.every((name) => reached.has(name));
  return {
    ...{ service, target, stage, baseUrl },
    startedAt: startedAt.toISOString(),
    milliseconds: Date.now() - startedAt.getTime(),
    green: requests.length > 0 && isWhole && requests.every(({ failure }) => !failure),
    ...{ requests, leftOut },
  };
}

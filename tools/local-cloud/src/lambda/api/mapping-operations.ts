import { z } from 'zod';
import { mappingNotFound } from '../functions/errors.ts';
import { json } from './answers.ts';
import { describeMapping } from './descriptions.ts';
import { parseFunctionName } from './function-name.ts';
import { type FunctionOperation } from './operation.ts';
import { bodyOf } from './request-body.ts';

export const listMappings: FunctionOperation = ({ mappings, context }, { query }) => {
  const name = query.get('FunctionName');
  const wanted = name ? parseFunctionName(name, context).functionName : undefined;
  const source = query.get('EventSourceArn');
  const found = mappings
    .list()
    .filter((mapping) => !wanted || mapping.functionName === wanted)
    .filter((mapping) => !source || mapping.queueArn === source);
  return json(200, {
    EventSourceMappings: found.map((mapping) => describeMapping(mapping, context)),
  });
};

export const getMapping: FunctionOperation = ({ mappings, context }, _request, { part: uuid }) => {
  const found = mappings.list().find((mapping) => mapping.uuid === uuid);
  if (found) return json(200, describeMapping(found, context));
  throw mappingNotFound();
};

/** The other parameters come from the template; who changes them here is told so. */
const changes = z.strictObject({
  FunctionName: z.string().optional(),
  Enabled: z.boolean().optional(),
  BatchSize: z.int().min(1).max(10_000).optional(),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300).optional(),
  ScalingConfig: z
    .strictObject({ MaximumConcurrency: z.int().min(2).max(1000).optional() })
    .optional(),
});

export const updateMapping: FunctionOperation = (
  { mappings, context },
  request,
  { part: uuid },
) => {
  const { Enabled, BatchSize, MaximumBatchingWindowInSeconds, ScalingConfig } = bodyOf(
    changes,
    request,
  );
  const changed = mappings.change(uuid, {
    ...(Enabled !== undefined && { enabled: Enabled }),
    ...(BatchSize !== undefined && { batchSize: BatchSize }),
    ...(MaximumBatchingWindowInSeconds !== undefined && {
      maximumBatchingWindowS: MaximumBatchingWindowInSeconds,
    }),
    ...(ScalingConfig && { maximumConcurrency: ScalingConfig.MaximumConcurrency }),
  });
  return json(202, describeMapping(changed, context));
};

import { createHttpHandler } from '@acado/powertools';
import { itemAnswer } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { changeHeadersSchema, writeCondition } from '../../adapters/entity-tag.ts';
import { itemBodySchema, itemPathSchema, maxItemBodyBytes } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  pathParameters: itemPathSchema,
  headers: changeHeadersSchema,
  body: itemBodySchema,
  maxBodyBytes: maxItemBodyBytes,
  handle: async ({ pathParameters, headers, body }, { items }) =>
    itemAnswer(
      await withItemProblems(items.patch(pathParameters.id, body, writeCondition(headers))),
    ),
});

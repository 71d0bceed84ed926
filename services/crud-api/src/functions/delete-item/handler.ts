import { createHttpHandler } from '@acado/powertools';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { changeHeadersSchema, writeCondition } from '../../adapters/entity-tag.ts';
import { itemPathSchema } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  pathParameters: itemPathSchema,
  headers: changeHeadersSchema,
  handle: async ({ pathParameters, headers }, { items }) => {
    await withItemProblems(items.remove(pathParameters.id, writeCondition(headers)));
    return { status: 204 };
  },
});

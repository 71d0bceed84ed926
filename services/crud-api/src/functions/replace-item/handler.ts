import { createHttpHandler } from '@acado/powertools';
import { itemAnswer, itemLocation } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { replaceHeadersSchema, writeCondition } from '../../adapters/entity-tag.ts';
import { itemBodySchema, itemPathSchema, maxItemBodyBytes } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  pathParameters: itemPathSchema,
  headers: replaceHeadersSchema,
  body: itemBodySchema,
  maxBodyBytes: maxItemBodyBytes,
  handle: async ({ pathParameters, headers, body }, { items }) => {
    const { item, created } = await withItemProblems(
      items.replace(pathParameters.id, body, writeCondition(headers)),
    );
    return created
      ? itemAnswer(item, { status: 201, headers: { location: itemLocation(item) } })
      : itemAnswer(item);
  },
});

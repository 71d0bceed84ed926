import { createHttpHandler } from '@acado/powertools';
import { itemAnswer } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { entityTag, isNotModified, readHeadersSchema } from '../../domain/entity-tag.ts';
import { itemPathSchema } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  pathParameters: itemPathSchema,
  headers: readHeadersSchema,
  handle: async ({ pathParameters, headers }, { items }) => {
    const item = await withItemProblems(items.get(pathParameters.id));
    return isNotModified(headers, item.version)
      ? { status: 304, headers: { etag: entityTag(item.version) } }
      : itemAnswer(item);
  },
});

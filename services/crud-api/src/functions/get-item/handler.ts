import { createHttpHandler, entityTag, isNotModified } from '@acado/powertools';
import { itemAnswer } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { itemPathSchema } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  pathParameters: itemPathSchema,
  handle: async ({ pathParameters, headers }, { items }) => {
    const item = await withItemProblems(items.get(pathParameters.id));
    return isNotModified(headers, item.version)
      ? { status: 304, headers: { etag: entityTag(item.version) } }
      : itemAnswer(item);
  },
});

import { createHttpHandler } from '@acado/powertools';
import { itemAnswer, itemLocation } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { itemBodySchema, maxItemBodyBytes } from '../../domain/item.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  body: itemBodySchema,
  maxBodyBytes: maxItemBodyBytes,
  handle: async ({ body }, { items }) => {
    const item = await withItemProblems(items.create(body));
    return itemAnswer(item, { status: 201, headers: { location: itemLocation(item) } });
  },
});

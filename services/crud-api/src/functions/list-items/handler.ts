import { createHttpHandler } from '@acado/powertools';
import { itemBody } from '../../adapters/item-answer.ts';
import { withItemProblems } from '../../adapters/item-problems.ts';
import { listQuerySchema } from '../../domain/cursor.ts';
import { itemServices } from '../../services.ts';

export const handler = createHttpHandler({
  services: itemServices,
  query: listQuerySchema,
  handle: async ({ query }, { items }) => {
    const page = await withItemProblems(items.list(query));
    return { status: 200, body: { items: page.items.map(itemBody), nextCursor: page.nextCursor } };
  },
});

/** A part of a list, and where the next one begins. */
interface Page<Item> {
  items?: Item[] | undefined;
  position?: string | undefined;
}

/** Most that API Gateway gives at once. */
const LIMIT = 500;

/**
 * A list of API Gateway, page by page as it is asked for.
 *
 * @example
 * for await (const api of pages((page) => client.send(new GetRestApisCommand(page)))) …
 */
export async function* pages<Item>(
  get: (page: { position?: string; limit: number }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let position: string | undefined;
  do {
    const page = await get({ limit: LIMIT, ...(position !== undefined && { position }) });
    yield* page.items ?? [];
    position = page.position;
  } while (position !== undefined);
}

/** All of it at once. */
export const all = <Item>(...from: Parameters<typeof pages<Item>>): Promise<Item[]> =>
  collected(pages(...from));

/** What comes bit by bit, as a list. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

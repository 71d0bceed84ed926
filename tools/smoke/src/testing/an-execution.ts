import type { Execution, NewmanResponse } from 'newman';

/** A request of Newman's that was answered with `code` and `body`. */
export const anExecution = (
  code: number | undefined,
  body = '{}',
  overrides: Partial<Execution> = {},
): Execution => ({
  item: { id: '1', name: 'Reads', parent: () => undefined },
  request: {
    method: 'GET',
    url: { toString: () => 'https://api.example.com/items/1' },
    headers: { all: () => [] },
  },
  ...(code !== undefined && { response: aResponse(code, body) }),
  ...overrides,
});

const aResponse = (code: number, body: string): NewmanResponse => ({
  ...{ code, status: '', responseTime: 12.4, responseSize: body.length },
  headers: { all: () => [{ key: 'content-type', value: 'application/json' }] },
  text: () => body,
});

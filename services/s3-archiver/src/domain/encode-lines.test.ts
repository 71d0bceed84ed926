import { gunzipSync } from 'node:zlib';
import { encodeLines } from './encode-lines.ts';

const a = { eventId: 'a', json: '{"a":1}' };
const b = { eventId: 'b', json: '{"b":2}' };

describe('encodeLines', () => {
  it('writes one line per event, ordered by event id', async () => {
    expect(gunzipSync(await encodeLines([b, a])).toString()).toBe('{"a":1}\n{"b":2}\n');
  });

  it('gives the same lines the same bytes, without a time in them', async () => {
    const bytes = await encodeLines([a, b]);
    expect(await encodeLines([b, a])).toEqual(bytes);
    expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  });

  it('writes an empty archive for no lines', async () => {
    expect(gunzipSync(await encodeLines([])).toString()).toBe('');
  });
});

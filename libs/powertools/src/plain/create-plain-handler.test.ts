import '../testing/loud.ts';
import * as z from 'zod';
import { aContext } from '../testing/a-context.ts';
import { capturedOutput } from '../testing/captured-output.ts';
import { createPlainHandler, InvalidInput } from './create-plain-handler.ts';

const input = z.object({ memory: z.coerce.number().min(128) });

describe('createPlainHandler', () => {
  it('hands over the validated input and returns the output', async () => {
    const handler = createPlainHandler({
      services: async () => ({ factor: 2 }),
      input,
      handle: ({ memory }, { factor }) => memory * factor,
    });
    expect(await handler({ memory: '128' }, aContext())).toBe(256);
  });

  it('throws an error that names the wrong fields', async () => {
    const handler = createPlainHandler({ services: () => ({}), input, handle: () => 1 });
    const promise = handler({ memory: 1 }, aContext());
    await expect(promise).rejects.toThrow(InvalidInput);
    await expect(promise).rejects.toThrow(/^memory: /);
  });

  it('passes errors on to the caller and leaves logging them to the runtime', async () => {
    const error = new Error('no');
    const handler = createPlainHandler({
      services: () => ({}),
      input,
      handle: () => Promise.reject(error),
    });
    const lines = await capturedOutput(() =>
      expect(handler({ memory: 128 }, aContext())).rejects.toBe(error),
    );
    expect(lines).toEqual([]);
  });

  it('returns an answer of undefined', async () => {
    const handler = createPlainHandler({ services: () => ({}), input, handle: () => undefined });
    expect(await handler({ memory: 128 }, aContext())).toBeUndefined();
  });
});

import { build } from 'esbuild';

/** Every function of every service carries this; each KB is read and compiled at each cold start. */
const LIMIT_BYTES = 57 * 1024;

describe('bundle', () => {
  it('of an HTTP handler that does nothing stays small', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { createHttpHandler } from './index.ts';
          export const handler = createHttpHandler({ services: () => ({}), handle: () => ({ status: 204 }) });`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      minify: true,
      write: false,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      mainFields: ['module', 'main'],
    });
    expect(outputFiles[0]?.contents.byteLength).toBeLessThan(LIMIT_BYTES);
  });
});

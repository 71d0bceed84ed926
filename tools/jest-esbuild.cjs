// jest transformer: TypeScript and ES modules to CommonJS with the esbuild that also bundles the services.
const { transformSync, version } = require('esbuild');
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { extname } = require('node:path');

// What was transformed by another esbuild, or by other options, is transformed anew.
const transformer = version + readFileSync(__filename, 'utf8');

const loaders = { '.ts': 'ts', '.mts': 'ts', '.js': 'js', '.mjs': 'js', '.cjs': 'js' };

module.exports = {
  process: (source, path) =>
    transformSync(source, {
      loader: loaders[extname(path)],
      format: 'cjs',
      target: 'node24',
      sourcemap: 'inline',
      sourcefile: path,
      supported: { 'dynamic-import': false },
      define: {
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
        'import.meta.url': '__importMetaUrl',
      },
      banner: `const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;`,
    }),
  getCacheKey: (source, path) =>
    createHash('sha256').update(transformer).update(path).update(source).digest('hex'),
};

// The framework runs on the Node that starts it, which may be one that cannot read TypeScript yet.
const Module = require('node:module');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const source = join(__dirname, 'plugin.ts');
const options = {
  ...{ bundle: true, write: false, platform: 'node', format: 'cjs', target: 'node20' },
  // Half of all that would have to be bundled, and it can be required as it is.
  external: ['yaml'],
};
const [{ text }] = buildSync({ entryPoints: [source], ...options }).outputFiles;

const compiled = new Module(source, module);
compiled.paths = module.paths;
compiled._compile(text, source);
module.exports = compiled.exports.default;

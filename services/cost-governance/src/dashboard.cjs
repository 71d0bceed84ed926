// The dashboard of all services of the workspace. The framework may be started by a Node that cannot read TypeScript.
const Module = require('node:module');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const source = join(__dirname, 'dashboard/index.ts');
const options = { bundle: true, write: false, platform: 'node', format: 'cjs', target: 'node20' };
const [{ text }] = buildSync({ entryPoints: [source], ...options }).outputFiles;

const compiled = new Module(source, module);
compiled._compile(text, source);
const { dashboardBody, readServices } = compiled.exports;

module.exports = async ({ resolveVariable }) =>
  JSON.stringify(
    dashboardBody({
      services: readServices(join(__dirname, '../..')),
      stage: await resolveVariable('sls:stage'),
      region: await resolveVariable('self:provider.region'),
    }),
  );

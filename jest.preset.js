// One preset for every project; Nx passes --rootDir, and --testRegex for the levels above unit.
import { join } from 'node:path';

// What is tested logs as it would in Lambda; `POWERTOOLS_LOG_LEVEL=INFO npx nx test …` lets one read it.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';

const here = import.meta.dirname;
// Packages published as ES modules only: jest runs CommonJS, so these are transformed too.
const esmOnly = [
  '@actions',
  '@middy',
  'jose',
  'cookie',
  'fauxqs',
  'any-ascii',
  'uuid',
  'hyparquet',
  'hyparquet-writer',
];

export default {
  testEnvironment: 'node',
  testRegex: '/[^./]+\\.test\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.serverless/', '/\\.local/'],
  modulePathIgnorePatterns: ['/\\.serverless/', '/\\.esbuild/', '/\\.local/', '/dist/'],
  transform: { '\\.[cm]?[jt]s$': join(here, 'tools/jest-esbuild.cjs') },
  // These export themselves under the `import` condition alone.
  moduleNameMapper: {
    '^@actions/([^/]+)$': join(here, 'node_modules/@actions/$1/dist/index.js'),
    '^@actions/([^/]+)/(.+?)(?:\\.js)?$': join(here, 'node_modules/@actions/$1/dist/$2.js'),
    '^@middy/([^/]+)$': join(here, 'node_modules/@middy/$1/index.js'),
    '^fauxqs$': join(here, 'node_modules/fauxqs/dist/app.js'),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};

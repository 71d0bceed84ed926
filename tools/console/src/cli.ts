#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startConsole } from './start-console.ts';

const USAGE = `Usage: node tools/console/src/cli.ts [options]

Serves a page that shows what runs on a local cloud. npm start does this by itself.

  --outputs <file>  outputs.json of the cloud (.local/outputs.json)
  --port <number>   first port to try (4665)
  --reports <dir>   folder of reports (reports)
  --help            show this
`;

const root = resolve(import.meta.dirname, '../../..');

const { values } = parseArgs({
  options: {
    outputs: { type: 'string', default: resolve(root, '.local/outputs.json') },
    port: { type: 'string', default: '4665' },
    reports: { type: 'string', default: resolve(root, 'reports') },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else {
  const { url } = await startConsole({
    outputsFile: resolve(values.outputs),
    reports: resolve(values.reports),
    root,
    port: Number(values.port),
  });
  if (process.send) {
    // Started by the cloud, it ends with the cloud, however that ends; a Ctrl-C is the cloud's to answer.
    process.once('disconnect', () => process.exit());
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
    process.send({ url });
  } else process.stdout.write(`${url}\n`);
}

#!/usr/bin/env node
import { CommandError, readOptions, runMain } from '@acado/command-line';
import { resolve } from 'node:path';
import { startConsole } from './start-console.ts';

const USAGE = `Usage: npx node tools/console/src/cli.ts [options]

Serves a page that shows what runs on a local cloud, until Ctrl-C. npm start does this by itself.

  --outputs <file>  outputs.json of the cloud (.local/outputs.json)
  --port <number>   first port to try (4665); the 20 below it follow; 0 takes any
  --reports <dir>   folder of reports (reports)
  --json            the address as JSON
  --help            show this

Exit codes: 1 it could not start, 2 wrong arguments.

Example: npx node tools/console/src/cli.ts --outputs .local/4700/outputs.json
`;

const root = resolve(import.meta.dirname, '../../..');

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new CommandError(`--port ${text} is not a port: use a number from 0 to 65535`);
}

async function serve(args: string[]): Promise<number> {
  const { outputs, port, reports, json } = readOptions(args, {
    outputs: { type: 'string', default: resolve(root, '.local/outputs.json') },
    port: { type: 'string', default: '4665' },
    reports: { type: 'string', default: resolve(root, 'reports') },
    json: { type: 'boolean', default: false },
  });
  const { url } = await startConsole({
    ...{ outputsFile: resolve(outputs), reports: resolve(reports), root, port: portOf(port) },
  });
  if (process.send) {
    // Started by the cloud, it ends with the cloud, however that ends; a Ctrl-C is the cloud's to answer.
    process.once('disconnect', () => process.exit());
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
    process.send({ url });
  } else process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `${url}\n`);
  return 0;
}

await runMain({
  script: 'tools/console/src/cli.ts',
  commands: { serve: { summary: 'Serves the page', usage: USAGE, run: serve } },
  standard: 'serve',
});

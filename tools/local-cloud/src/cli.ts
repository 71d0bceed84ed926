#!/usr/bin/env node
import { UserError } from './cli/user-error.ts';
import { readOptions, usage } from './cli/options.ts';
import { start } from './cli/start.ts';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log(usage);
  else process.exit(await start(options));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exit(1);
}

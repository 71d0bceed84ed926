#!/usr/bin/env node
import { readOptions, usage } from './cli/options.ts';
import { UserError } from './cli/user-error.ts';

const isMissingPackage = (error: unknown): boolean =>
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.command === 'help') console.log(usage);
  else if (options.command === 'usage') {
    const { showUsage } = await import('./cli/show-usage.ts'); // needs packages, which may be missing
    console.log(await showUsage(options));
  } else {
    const { start } = await import('./cli/start.ts');
    process.exit(await start(options));
  }
} catch (error) {
  if (error instanceof UserError) console.error(error.message);
  else if (isMissingPackage(error)) console.error('Packages are missing: run npm ci');
  else throw error;
  process.exit(1);
}

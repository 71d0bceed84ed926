#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { run } from './run/command.ts';

await runMain({
  script: 'tools/smoke/src/cli.ts',
  synopsis: 'npm run --silent smoke <command> -- [options]',
  commands: { run },
});

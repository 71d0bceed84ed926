#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { groups } from './groups/command.ts';
import { list } from './list/command.ts';
import { peek } from './peek/command.ts';
import { purge } from './purge/command.ts';
import { redrive } from './redrive/command.ts';
import { replay } from './replay/command.ts';

/** Each command has its own folder. */
const commands = { list, peek, groups, replay, redrive, purge };

await runMain({
  script: 'tools/dlq/src/cli.ts',
  synopsis: 'npm run --silent dlq <command> -- [options]',
  commands,
});

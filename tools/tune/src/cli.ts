#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { approval } from './apply/approval/command.ts';
import { apply } from './apply/command.ts';
import { verify } from './apply/verify/command.ts';
import { cleanup } from './cleanup/command.ts';
import { compare } from './compare/command.ts';
import { drift } from './drift/command.ts';
import { predict } from './predict/command.ts';
import { run } from './run/command.ts';

/** Each command has its own folder. */
const commands = { apply, approval, cleanup, compare, drift, predict, run, verify };

await runMain({
  script: 'tools/tune/src/cli.ts',
  synopsis: 'npm run tune -- <command> [options]',
  commands,
});

#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { compare } from './compare/command.ts';
import { restore } from './restore/command.ts';
import { run } from './run/command.ts';

/** Each command has its own folder. */
const commands = { compare, restore, run };

await runMain({ script: 'tools/load-test/src/cli.ts', commands });

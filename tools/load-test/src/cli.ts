#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { run } from './run/command.ts';

/** Each command has its own folder. */
const commands = { run };

await runMain({ script: 'tools/load-test/src/cli.ts', commands });

#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { groups } from './groups/command.ts';
import { list } from './list/command.ts';
import { peek } from './peek/command.ts';

/** Each command has its own folder. */
const commands = { list, peek, groups };

await runMain({ script: 'tools/dlq/src/cli.ts', commands });

#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { check } from './check/command.ts';
import { rules } from './rules-command/command.ts';

/** Each command has its own folder. */
const commands = { check, rules };

await runMain({ script: 'tools/migrate-http-api/src/cli.ts', commands });

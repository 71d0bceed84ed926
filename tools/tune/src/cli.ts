#!/usr/bin/env node
import { runMain } from '@acado/command-line';

/** Each command has its own folder. */
const commands = {};

await runMain({ script: 'tools/tune/src/cli.ts', commands });

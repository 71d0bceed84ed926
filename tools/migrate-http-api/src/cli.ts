#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { check } from './check/command.ts';
import { config } from './config/command.ts';
import { migrate } from './migrate/command.ts';
import { replay } from './replay/command.ts';
import { rules } from './rules-command/command.ts';
import { switchTraffic } from './switch/command.ts';

/** Each command has its own folder. */
const commands = { check, config, migrate, replay, rules, switch: switchTraffic };

await runMain({ script: 'tools/migrate-http-api/src/cli.ts', commands });

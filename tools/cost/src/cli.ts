#!/usr/bin/env node
import { runMain } from '@acado/command-line';
import { actual } from './actual/command.ts';
import { advise } from './advise/command.ts';
import { estimateCommand as estimate } from './estimate/command.ts';
import { evidence } from './evidence/command.ts';
import { measure } from './measure/command.ts';
import { price } from './price/command.ts';
import { reconcile } from './reconcile/command.ts';
import { refresh } from './refresh/command.ts';

/** Each command has its own folder. */
const commands = { actual, advise, estimate, evidence, measure, price, reconcile, refresh };

await runMain({ script: 'tools/cost/src/cli.ts', commands });

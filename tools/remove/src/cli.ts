import { runMain } from '@acado/command-line';
import { remove } from './command.ts';

await runMain({ script: 'tools/remove/src/cli.ts', commands: { remove }, standard: 'remove' });

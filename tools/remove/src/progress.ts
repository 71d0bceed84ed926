import type { Io } from '@acado/command-line';
import type { Progress } from './remove-stack.ts';

/** What happens: on a terminal counts in place, elsewhere a line for each thing that is gone. */
export function progressOn(stderr: Io['stderr']): Progress {
  const counts = new Map<string, string>();
  const line = () => [...counts].map(([stack, text]) => `${stack} ${text}`).join('  ');
  const say = (text: string) => {
    if (!stderr.isTTY) return void stderr.write(`${text}\n`);
    stderr.write(`\r\u001b[2K${text}\n${line().slice(0, (stderr.columns ?? 80) - 1)}`);
  };
  return {
    say: (stack, text) => {
      counts.delete(stack);
      say(`${stack}: ${text}`);
    },
    count: (stack, resource, gone, all) => {
      if (!stderr.isTTY) return void say(`${stack}: ${gone} of ${all} gone: ${resource}`);
      counts.set(stack, `${gone}/${all}`);
      stderr.write(`\r\u001b[2K${line().slice(0, (stderr.columns ?? 80) - 1)}`);
    },
  };
}

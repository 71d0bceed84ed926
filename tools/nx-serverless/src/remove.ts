// node remove.ts <service folder> [options of `sls remove`]
//
// `sls remove` fails where there is no stack, and Nx would then skip the services to be removed after this one. What is
// already gone counts as removed here, so that removing can be repeated until everything is gone.
import { spawn } from 'node:child_process';

const [folder, ...options] = process.argv.slice(2);
const sls = spawn('sls', ['remove', ...options], {
  cwd: folder,
  stdio: ['inherit', 'pipe', 'inherit'],
});

let output = '';
sls.stdout.setEncoding('utf8').on('data', (text: string) => {
  output += text;
  process.stdout.write(text);
});
sls.on('error', (error) => {
  console.error(`sls remove did not start: ${error.message}`);
  process.exitCode = 1;
});
sls.on('close', (code) => {
  const gone = /Stack with id \S+ does not exist/.test(output);
  if (gone) console.log(`Nothing to remove of ${folder}.`);
  process.exitCode = gone ? 0 : (code ?? 1);
});
// The child ends by the same signal and decides what to do with a half-removed stack.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => sls.kill(signal));

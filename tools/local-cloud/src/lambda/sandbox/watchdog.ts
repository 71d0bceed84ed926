import { spawn } from 'node:child_process';

/** Kills the execution environments when this process ends in whatever way: a frozen one couldn't notice by itself. */
export type Watchdog = {
  add(pid: number): void;
  remove(pid: number): void;
  stop(): void;
};

/** Reads `+pid` and `-pid`; the end of its input is the end of the cloud. */
const script = `
trap '' INT TERM HUP
pids=' '
while read -r line; do
  pid="\${line#?}"
  case "$line" in
    +*) pids="$pids$pid " ;;
    -*) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -KILL -"$pid" 2>/dev/null; done
`;

export const startWatchdog = (): Watchdog => {
  const shell = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // A watchdog that is gone must not take the cloud with it.
  shell.stdin.on('error', () => undefined);
  shell.on('error', () => undefined);
  shell.unref();
  return {
    add: (pid) => shell.stdin.write(`+${pid}\n`),
    remove: (pid) => shell.stdin.write(`-${pid}\n`),
    stop: () => shell.stdin.end(),
  };
};

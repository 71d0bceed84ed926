import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process has a variable in its environment; those of others can't be read. */
const hasVariable = (pid: string, variable: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(variable);
  } catch {
    return false;
  }
};

const parentOf = (pid: string): string => {
  try {
    return /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '';
  } catch {
    return '';
  }
};

const isBelow = (pid: string, ancestor: string): boolean => {
  for (let at = pid; at !== '' && at !== '0'; at = parentOf(at)) if (at === ancestor) return true;
  return false;
};

/** Kills the execution environments of a function that belong to this process; how many there were. */
export function killEnvironments(functionName: string): number {
  const variable = `AWS_LAMBDA_FUNCTION_NAME=${functionName}`;
  const pids = readdirSync('/proc').filter(
    (name) =>
      /^\d+$/.test(name) && hasVariable(name, variable) && isBelow(name, String(process.pid)),
  );
  for (const pid of pids) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It was faster.
    }
  }
  return pids.length;
}

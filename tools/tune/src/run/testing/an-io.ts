import type { Io } from '@acado/command-line';

/** Where a command writes to, as text. */
export function anIo(terminal?: { columns: number; rows: number }) {
  const written = { stdout: '', stderr: '' };
  const io: Io = {
    stdin: (async function* () {})(),
    stdout: { write: (text) => (written.stdout += text) },
    stderr: {
      write: (text) => (written.stderr += text),
      ...(terminal && { isTTY: true, ...terminal }),
    },
  };
  return { io, written };
}

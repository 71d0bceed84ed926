import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How far a message is: about to be sent, sent, or neither any more, for it was deleted or has not been sent at all. */
type Step = 'sending' | 'sent' | 'settled';

/** Writes down what a redrive does, so that the next one knows what an interrupted one has done. */
export interface Journal {
  /** Path of its file. */
  file: string;
  write(step: Step, messageIds: readonly string[]): void;
  /** Messages that were sent, but are in the dead-letter queue still: they need only be deleted. */
  sent(): ReadonlySet<string>;
  /** Messages of which nobody knows whether they were sent. */
  unsure(): ReadonlySet<string>;
  /** Forgets all but what is left half done. */
  close(): void;
}

const entrySchema = z.object({
  step: z.enum(['sending', 'sent', 'settled']),
  ids: z.array(z.string()),
  /** ms since 1970. */
  at: z.number(),
});
type Entry = z.infer<typeof entrySchema>;

/** No queue keeps a message for longer. */
const KEPT_MS = 14 * 86_400_000;

/**
 * The journal of a dead-letter queue. Each process adds lines to a file of its own and reads those of all, so redrives that
 * run at once know of each other; the file of one that was killed is taken over by the next that ends.
 *
 * @param folder Where journals are.
 * @param queueUrl Names the file: unlike its ARN, it is another one on another local cloud.
 */
export function openJournal(folder: string, queueUrl: string, now = Date.now): Journal {
  const name = queueUrl.replace(/[^\w.-]+/g, '_');
  const file = join(folder, `${name}.${process.pid}.jsonl`);
  const half = halfDone(filesOf(folder, name), now());
  const only = (step: Step): ReadonlySet<string> =>
    new Set([...half].filter(([, own]) => own.step === step).map(([id]) => id));
  return {
    file,
    write: (step, ids) => {
      if (ids.length === 0) return;
      const entry: Entry = { step, ids: [...ids], at: now() };
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, lineOf(entry), { mode: 0o600 });
      note(half, entry);
    },
    sent: () => only('sent'),
    unsure: () => only('sending'),
    close: () => {
      const files = filesOf(folder, name);
      const known = halfDone(files, now());
      const ours = files.filter((one) => one === file || !isRunning(pidOf(one)));
      const left = halfDone(ours, now());
      for (const id of left.keys()) if (!known.has(id)) left.delete(id);
      if (left.size > 0) {
        const lines = [...left].map(([id, { step, at }]) => lineOf({ step, ids: [id], at }));
        writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      }
      for (const one of ours) if (left.size === 0 || one !== file) rmSync(one, { force: true });
    },
  };
}

const lineOf = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** Files of a queue: `<name>.<process id>.jsonl`. */
const filesOf = (folder: string, name: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(
          (one) => one.startsWith(`${name}.`) && /^\d+\.jsonl$/.test(one.slice(name.length + 1)),
        )
        .map((one) => join(folder, one))
    : [];

const pidOf = (file: string): number => Number(/\.(\d+)\.jsonl$/.exec(file)?.[1]);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, but is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Messages that are half done by all files together, and how far they are. */
function halfDone(files: readonly string[], now: number): Map<string, Pick<Entry, 'step' | 'at'>> {
  const half = new Map<string, Pick<Entry, 'step' | 'at'>>();
  const entries = files.flatMap(readEntries).filter(({ at }) => at > now - KEPT_MS);
  for (const entry of entries.sort((a, b) => a.at - b.at)) note(half, entry);
  return half;
}

function note(half: Map<string, Pick<Entry, 'step' | 'at'>>, { step, ids, at }: Entry): void {
  for (const id of ids) {
    if (step === 'settled') half.delete(id);
    else half.set(id, { step, at });
  }
}

function readEntries(file: string): Entry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // settled meanwhile
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch {
      return []; // cut off when the process was killed
    }
  });
}

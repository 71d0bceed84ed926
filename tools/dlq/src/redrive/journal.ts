import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** How far a message is: about to be sent, sent, or sent and deleted from the dead-letter queue. */
type Step = 'sending' | 'sent' | 'deleted';

/** Writes down what a redrive does, so that the next one knows what an interrupted one has done. */
export interface Journal {
  /** Path of its file. */
  file: string;
  write(step: Step, messageIds: readonly string[]): void;
  /** Messages that were sent, but are in the dead-letter queue still: they need only be deleted. */
  sent(): ReadonlySet<string>;
  /** Messages of which nobody knows whether they were sent. */
  unsure(): ReadonlySet<string>;
  /** Forgets everything, when nothing is left half done. */
  close(): void;
}

const entrySchema = z.object({
  step: z.enum(['sending', 'sent', 'deleted']),
  ids: z.array(z.string()),
});

/**
 * The journal of a dead-letter queue, in a file that lines are added to.
 *
 * @param folder Where journals are.
 * @param queueArn Names the file.
 */
export function openJournal(folder: string, queueArn: string): Journal {
  const file = join(folder, `${queueArn.replace(/[^\w.-]+/g, '_')}.jsonl`);
  const steps = new Map<string, Step>();
  for (const { step, ids } of readEntries(file)) note(steps, step, ids);
  const only = (step: Step): ReadonlySet<string> =>
    new Set([...steps].filter(([, own]) => own === step).map(([id]) => id));
  return {
    file,
    write: (step, ids) => {
      if (ids.length === 0) return;
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${JSON.stringify({ step, ids })}\n`, { mode: 0o600 });
      note(steps, step, ids);
    },
    sent: () => only('sent'),
    unsure: () => only('sending'),
    close: () => {
      if (steps.size === 0) rmSync(file, { force: true });
    },
  };
}

function note(steps: Map<string, Step>, step: Step, ids: readonly string[]): void {
  for (const id of ids) {
    if (step === 'deleted') steps.delete(id);
    else steps.set(id, step);
  }
}

function readEntries(file: string): z.infer<typeof entrySchema>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return entrySchema.parse(JSON.parse(line));
      } catch {
        return []; // cut off when the process was killed
      }
    });
}

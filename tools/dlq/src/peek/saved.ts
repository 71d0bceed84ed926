import { CommandError } from '@acado/command-line';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { DeadLetter } from '../queue/message.ts';

/** Messages in a file: all that SQS knows of them but the receipt. */
export interface SavedMessages {
  queue: string;
  /** ISO 8601. */
  savedAt: string;
  messages: SavedMessage[];
}

/** Binary values are in base64. */
export type SavedMessage = z.infer<typeof messageSchema>;

const messageSchema = z.object({
  messageId: z.string(),
  body: z.string(),
  sentAt: z.number(),
  firstReceivedAt: z.number().optional(),
  receiveCount: z.number(),
  attributes: z.record(
    z.string(),
    z.object({
      DataType: z.string(),
      StringValue: z.string().optional(),
      BinaryValue: z.string().optional(),
    }),
  ),
  traceHeader: z.string().optional(),
  groupId: z.string().optional(),
  deduplicationId: z.string().optional(),
});
const fileSchema = z.object({
  queue: z.string(),
  savedAt: z.string(),
  messages: z.array(messageSchema),
});

/** A message as a file holds it. */
export const savedMessage = ({ receiptHandle: _, ...message }: DeadLetter): SavedMessage => ({
  ...message,
  attributes: Object.fromEntries(
    Object.entries(message.attributes).map(([name, { BinaryValue, ...attribute }]) => [
      name,
      {
        ...attribute,
        ...(BinaryValue && { BinaryValue: Buffer.from(BinaryValue).toString('base64') }),
      },
    ]),
  ),
});

/**
 * Writes messages to a new file; nobody else on this machine may read them, for they may hold people's data.
 *
 * @throws {CommandError} If there is such a file: what it holds may be nowhere else any more.
 */
export function saveMessages(file: string, queue: string, messages: readonly DeadLetter[]): void {
  const saved: SavedMessages = {
    queue,
    savedAt: new Date().toISOString(),
    messages: messages.map(savedMessage),
  };
  const text = `${JSON.stringify(saved, null, 2)}\n`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw notWritable(file, error);
  }
}

/**
 * Before anything is received for it.
 *
 * @throws {CommandError} If messages cannot be saved there.
 */
export function checkSaveable(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'wx'));
    rmSync(file);
  } catch (error) {
    throw notWritable(file, error);
  }
}

const notWritable = (file: string, error: unknown): CommandError => {
  const { code, message } = error as NodeJS.ErrnoException;
  return new CommandError(
    code === 'EEXIST'
      ? `--save ${file}: there is such a file already, and it is not written over`
      : `--save ${file}: ${message}`,
  );
};

/** @throws {CommandError} If there is no such file, or it is not one that `saveMessages` wrote. */
export function readSaved(file: string): { queue: string; messages: DeadLetter[] } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`--file ${file}: ${(error as Error).message}`);
  }
  const { data, error } = fileSchema.safeParse(json);
  if (error) throw new CommandError(`--file ${file}:\n${z.prettifyError(error)}`);
  return {
    queue: data.queue,
    messages: data.messages.map((message) => ({
      ...message,
      receiptHandle: '',
      attributes: Object.fromEntries(
        Object.entries(message.attributes).map(([name, { BinaryValue, ...attribute }]) => [
          name,
          { ...attribute, ...(BinaryValue && { BinaryValue: Buffer.from(BinaryValue, 'base64') }) },
        ]),
      ),
    })),
  };
}

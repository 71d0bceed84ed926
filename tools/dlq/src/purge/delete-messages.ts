import type { Mailbox, Refusal } from '../queue/mailbox.ts';
import type { DeadLetter } from '../queue/message.ts';
import { type Remains, takeMessages } from '../queue/take-messages.ts';

/** What became of messages that were to be deleted. */
export interface PurgeResult {
  deleted: number;
  failed: Refusal[];
  /** Ids that did not come. */
  missing: string[];
  isInterrupted: boolean;
}

/** Deletes these messages and no others. */
export async function deleteMessages(
  mailbox: Mailbox,
  messages: readonly Pick<DeadLetter, 'messageId'>[],
  {
    signal,
    onProgress,
  }: {
    signal?: AbortSignal | undefined;
    onProgress?: ((deleted: number) => void) | undefined;
  } = {},
): Promise<PurgeResult> {
  let deleted = 0;
  const failed: Refusal[] = [];
  const wanted = new Set(messages.map(({ messageId }) => messageId));
  const take = async (due: DeadLetter[]): Promise<Remains> => {
    const refusals = await mailbox.remove(due);
    failed.push(...refusals);
    deleted += due.length - refusals.length;
    onProgress?.(deleted);
    const staying = due.filter(({ messageId }) =>
      refusals.some((one) => one.messageId === messageId),
    );
    return { staying };
  };
  const taken = await takeMessages(mailbox, { wanted, batch: 10, take, signal });
  return { deleted, failed, ...taken };
}

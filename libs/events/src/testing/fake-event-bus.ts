import type {
  PutEventsCommand,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { entrySize } from '../event-entry.ts';
import type { EventBusClient } from '../event-publisher.ts';

/** What the bus does with an entry at the given attempt; undefined takes it. */
export type Verdict = (
  entry: PutEventsRequestEntry,
  attempt: number,
) => PutEventsResultEntry | undefined;

/** A bus in memory that holds callers to EventBridge's limits. */
export class FakeEventBus implements EventBusClient {
  readonly calls: PutEventsRequestEntry[][] = [];
  readonly taken: PutEventsRequestEntry[] = [];
  private readonly judge: Verdict;

  constructor(judge: Verdict = () => undefined) {
    this.judge = judge;
  }

  async send({ input }: PutEventsCommand): Promise<PutEventsCommandOutput> {
    await Promise.resolve();
    const entries = input.Entries ?? [];
    this.calls.push(entries);
    const bytes = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (entries.length < 1 || entries.length > 10 || bytes > 1_048_576) {
      throw Object.assign(new Error('Over the limits of a call'), { name: 'ValidationException' });
    }
    const results = entries.map((entry) => this.#put(entry));
    const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode).length;
    return { $metadata: {}, Entries: results, FailedEntryCount };
  }

  #put(entry: PutEventsRequestEntry): PutEventsResultEntry {
    const attempt = this.calls.filter((call) =>
      call.some(({ Detail }) => Detail === entry.Detail),
    ).length;
    const refusal = this.judge(entry, attempt);
    if (refusal) return refusal;
    this.taken.push(entry);
    return { EventId: `event-${this.taken.length}` };
  }
}

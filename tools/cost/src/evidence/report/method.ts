import type { Run } from '../record/schemas.ts';
import { POLL_MS } from '../run/arrivals-in-table.ts';

/** What the figures rest on. */
export function method(
  { ordersPerSecond, orders, warmUpOrders, freeTier }: Run,
  coldShare: number,
): { measured: string[]; assumed: string[] } {
  return {
    measured: [
      `Every run is a fresh local cloud with the packages that would be deployed. ${warmUpOrders} orders warm it up; then ${orders} orders are posted, the same ones to every run, ${ordersPerSecond} a second, one per request, whatever the answers take. An order's latency counts from the moment it was due, so waiting is not left out (no coordinated omission).`,
      'Billed durations are those of the REPORT lines of Lambda functions that run in processes of their own, with their memory limit and their share of a CPU.',
      'Requests, 64 KB chunks, capacity units and log bytes are counted where they reach the local cloud. What whoever measures asks of it is nobody’s cost.',
      `An order is processed once its row, its receipt and its archived event are there. Tables are asked every ${POLL_MS} ms, so the pipeline's figures are up to that much too high; the baseline answers when it is done.`,
      'After each run the row, the receipt and the archive lines of every order are read and compared.',
    ],
    assumed: [
      'List prices without discounts and taxes, from the price book; the rows are below.' +
        (freeTier
          ? ' The monthly free tier is taken off.'
          : ' No free tier (--free-tier takes it off).'),
      'A function gets CPU in proportion to its memory, one core at 1,769 MB, as AWS documents it. The core is this machine’s.',
      'AWS services answer as fast as this machine does: there is no network to them. The baseline waits for five of them in a row where the pipeline waits for one, so its durations and latencies are underestimated more.',
      'arm64 takes as long as this machine’s processor. AWS states up to a fifth faster and sells it a fifth cheaper; only the price is counted.',
      `Cold starts are ${coldShare * 100} % of the invocations of each function (AWS: under 1 %), each as long as those measured, Init included.`,
      'The baseline has no cost metrics and logs one line per function and order at INFO; every run of the pipeline pays for its cost metrics.',
      'Batches are as full as this rate and production’s windows make them, but the archive waits a second instead of a minute: a run would take too long. The table of arrival rates says what other rates do.',
      'A queue is read by one poller. AWS uses more of them when there is much to read, and then a batch needs a higher rate to be as full.',
      'Polling of empty queues, alarms, metrics and what is kept are monthly costs and listed apart.',
    ],
  };
}

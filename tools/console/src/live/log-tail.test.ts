import type { Clients } from '../aws/clients.ts';
import type { LogEvent, LogRange } from '../aws/log-events.ts';
import { createLogTail } from './log-tail.ts';

const clients = {} as Clients;

/** A log that is read as CloudWatch reads it: oldest first, up to a limit. */
const setUp = () => {
  const log: LogEvent[] = [];
  const ranges: LogRange[] = [];
  const taken: string[] = [];
  const tail = createLogTail(
    { take: (_name, events) => taken.push(...events.map(({ id }) => id)) },
    async (_clients, _name, range) => {
      ranges.push(range);
      const found = log.filter(({ at }) => at >= range.from);
      const events = found.slice(0, range.limit);
      return { events, more: events.length < found.length };
    },
  );
  return {
    ...{ ranges, taken },
    write: (id: string, at: number) => log.push({ id, at, stream: 's', message: id }),
    readOn: (now: number) => tail.readOn(clients, 'f', now),
  };
};

const NOW = 10_000_000;

describe('createLogTail', () => {
  it('looks further back as long as it has found little', async () => {
    const { write, readOn, taken, ranges } = setUp();
    write('old', NOW - 3_000_000);
    await readOn(NOW);
    expect(taken).toEqual(['old']);
    expect(ranges.map(({ from }) => NOW - from)).toEqual([30_000, 300_000, 3_600_000]);
  });

  it('hands on each event once, late ones too', async () => {
    const { write, readOn, taken } = setUp();
    write('a', NOW - 100);
    await readOn(NOW);
    write('b', NOW + 500);
    write('late', NOW - 900);
    await readOn(NOW + 1000);
    await readOn(NOW + 2000);
    expect(taken.sort()).toEqual(['a', 'b', 'late']);
  });

  it('leaves out what it has no time for', async () => {
    const { write, readOn, taken, ranges } = setUp();
    for (let index = 0; index < 5000; index++) write(`busy-${index}`, NOW - 10_000 + index);
    await readOn(NOW);
    expect(taken).toHaveLength(2000);
    write('new', NOW + 10);
    await readOn(NOW + 1000);
    expect(ranges.at(-1)?.from).toBe(NOW - 2000);
    expect(taken.at(-1)).toBe('new');
  });
});

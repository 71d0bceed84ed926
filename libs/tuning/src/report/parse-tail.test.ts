import fc from 'fast-check';
import { parseTail } from './parse-tail.ts';

const ID = '8f5c8f7e-1c5e-4f0c-9d36-1df1a6e4a7b1';
const OTHER = '00000000-1c5e-4f0c-9d36-1df1a6e4a7b1';

interface Facts {
  durationMs: number;
  initMs?: number;
  restore?: { restoreMs: number; billedRestoreMs: number };
}

const billed = ({ durationMs, initMs = 0 }: Facts): number =>
  Math.max(1, Math.ceil(durationMs + initMs));

const textLine = (facts: Facts, id = ID, rest = ''): string =>
  [
    `REPORT RequestId: ${id}`,
    `Duration: ${facts.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billed(facts)} ms`,
    'Memory Size: 512 MB',
    'Max Memory Used: 91 MB',
    ...(facts.initMs === undefined ? [] : [`Init Duration: ${facts.initMs.toFixed(2)} ms`]),
    ...(facts.restore
      ? [
          `Restore Duration: ${facts.restore.restoreMs.toFixed(2)} ms`,
          `Billed Restore Duration: ${facts.restore.billedRestoreMs} ms`,
        ]
      : []),
    `${rest}\n`,
  ].join('\t');

const jsonRecord = (facts: Facts, id = ID, status = 'success'): object => ({
  time: '2026-11-20T10:00:00.000Z',
  type: 'platform.report',
  record: {
    requestId: id,
    metrics: {
      durationMs: facts.durationMs,
      billedDurationMs: billed(facts),
      memorySizeMB: 512,
      maxMemoryUsedMB: 91,
      ...(facts.initMs === undefined ? {} : { initDurationMs: facts.initMs }),
      ...(facts.restore
        ? {
            restoreDurationMs: facts.restore.restoreMs,
            billedRestoreDurationMs: facts.restore.billedRestoreMs,
          }
        : {}),
    },
    status,
  },
});

const jsonLine = (...of: Parameters<typeof jsonRecord>): string =>
  `${JSON.stringify(jsonRecord(...of))}\n`;

const read = (tail: string) => parseTail(tail, { requestId: ID });

const warm = { durationMs: 12.34 };
const warmSample = { durationMs: 12.34, billedMs: 13, maxMemoryUsedMb: 91, status: 'success' };

describe('parseTail', () => {
  it.each([
    ['text', `START RequestId: ${ID} Version: 7\nhello\nEND RequestId: ${ID}\n${textLine(warm)}`],
    ['text without its last newline', textLine(warm, ID, 'Status: success').trimEnd()],
    ['text that begins in the middle of a line', `lf a line\n${textLine(warm)}`],
    [
      'text with a tracing line',
      `${textLine(warm)}XRAY TraceId: 1-2\tSegmentId: 3\tSampled: true\t\n`,
    ],
    ['text with carriage returns in messages', `two\rlines\n${textLine(warm)}`],
    ['JSON', `{"type":"platform.start"}\n${jsonLine(warm)}`],
    ['JSON without its last newline', jsonLine(warm).trimEnd()],
    ['JSON that begins in the middle of a record', `":"x","message":"hello"}\n${jsonLine(warm)}`],
    ['an array of records', JSON.stringify([{ type: 'platform.start' }, jsonRecord(warm)])],
    ['an array in a line', `plain\n${JSON.stringify([jsonRecord(warm)])}\n`],
    ['a single record over several lines', JSON.stringify(jsonRecord(warm), null, 2)],
    ['text messages and a JSON report', `plain words\n${jsonLine(warm)}`],
    ['a message that mentions REPORT', `REPORT of the day: Duration: 9 ms\n${textLine(warm)}`],
    ['a message like a report', `log: REPORT RequestId: ${ID}\tDuration: 9 ms\n${textLine(warm)}`],
    ['an INIT_REPORT', `INIT_REPORT Init Duration: 99.00 ms\tPhase: init\n${textLine(warm)}`],
    ['a message with platform.report', `{"message":"\\"platform.report\\""}\n${jsonLine(warm)}`],
    ['the report of another request before', textLine({ durationMs: 99 }, OTHER) + textLine(warm)],
    ['the report of another request after', textLine(warm) + textLine({ durationMs: 99 }, OTHER)],
    ['JSON reports of others', jsonLine(warm) + jsonLine({ durationMs: 99 }, OTHER)],
  ])('reads %s', (_, tail) => {
    expect(read(tail)).toMatchObject(warmSample);
    expect(read(tail)?.initMs).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['no report', `START RequestId: ${ID} Version: 7\nEND RequestId: ${ID}\n`],
    ['the report of another request', textLine(warm, OTHER)],
    ['a report that has lost its beginning', textLine(warm).slice(30)],
    ['a report that may have lost its init', textLine(warm).trimEnd()],
    ['a JSON report that has lost its beginning', jsonLine(warm).slice(30)],
    ['a report without a duration', `REPORT RequestId: ${ID}\tMemory Size: 128 MB\t\n`],
    [
      'a report without metrics',
      '{"type":"platform.report","record":{"requestId":"1","metrics":{}}}',
    ],
  ])('finds nothing in %s', (_, tail) => {
    expect(read(tail)).toBeUndefined();
  });

  it.each([textLine, jsonLine])('reads cold starts, billed with their init', (line) => {
    expect(read(line({ durationMs: 100.5, initMs: 250.25 }))).toMatchObject({
      durationMs: 100.5,
      initMs: 250.25,
      billedMs: 351,
    });
  });

  it.each([textLine, jsonLine])('adds what a SnapStart restore is billed', (line) => {
    const restore = { restoreMs: 474.16, billedRestoreMs: 75 };

    expect(read(line({ durationMs: 10, restore }))).toMatchObject({
      durationMs: 10,
      restoreMs: 474.16,
      billedMs: 85,
    });
  });

  it.each([
    textLine({ durationMs: 3000 }, ID, 'Status: timeout'),
    jsonLine({ durationMs: 3000 }, ID, 'timeout'),
  ])('reads the status: %s', (tail) => {
    expect(read(tail)).toMatchObject({ status: 'timeout', billedMs: 3000 });
  });

  it('takes the last report when no request is named', () => {
    expect(parseTail(textLine(warm) + textLine({ durationMs: 5 }, OTHER))?.durationMs).toBe(5);
  });

  const milliseconds = fc
    .integer({ min: 1, max: 90_000_000 })
    .map((hundredths) => hundredths / 100);
  const facts: fc.Arbitrary<Facts> = fc.oneof(
    fc.record({ durationMs: milliseconds }),
    fc.record({ durationMs: milliseconds, initMs: milliseconds }),
    fc.record({
      durationMs: milliseconds,
      restore: fc.record({ restoreMs: milliseconds, billedRestoreMs: fc.nat(1000) }),
    }),
  );
  const messages = fc
    .array(
      fc.constantFrom(
        'hello\n',
        '{"message":"platform.report"}\n',
        'a REPORT: 7 ms\n',
        textLine(warm, OTHER),
        jsonLine(warm, OTHER),
      ),
      { maxLength: 4 },
    )
    .map((lines) => lines.join(''));
  const print = fc.constantFrom(
    textLine,
    jsonLine,
    (of: Facts) => `${JSON.stringify([jsonRecord(of)])}\n`,
  );
  const expected = (of: Facts) => ({
    durationMs: of.durationMs,
    billedMs: billed(of) + (of.restore?.billedRestoreMs ?? 0),
    initMs: of.initMs,
    restoreMs: of.restore?.restoreMs,
  });

  it('reads what was printed, whatever stands around it', () => {
    fc.assert(
      fc.property(facts, print, messages, messages, (of, printed, before, after) => {
        expect(read(before + printed(of) + after)).toMatchObject(expected(of));
      }),
    );
  });

  it('never reads wrong numbers of a tail that is cut off anywhere', () => {
    const cut = fc.record({ from: fc.nat(400), to: fc.nat(400) });
    fc.assert(
      fc.property(facts, print, messages, cut, (of, printed, before, { from, to }) => {
        const tail = before + printed(of);
        for (const part of [tail.slice(from), tail.slice(0, -to), tail.slice(from, -to)]) {
          const sample = read(part);
          if (sample) expect(sample).toMatchObject(expected(of));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

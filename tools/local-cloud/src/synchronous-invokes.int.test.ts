import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Cloud, createCloud } from './cloud.ts';
import { parseReport } from './lambda/sandbox/report-line.ts';
import { type InvocationReport } from './lambda/types.ts';
import { packageChain } from './testing/chain-service.ts';

const answerSchema = z.object({
  status: z.number().optional(),
  functionError: z.string().optional(),
  payload: z.unknown().optional(),
  logTail: z.string().optional(),
  name: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
});
type Answer = z.output<typeof answerSchema>;

const arn = (functionName: string) =>
  `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`;

describe('functions that wait for functions', () => {
  let directory: string;
  let cloud: Cloud;
  const reports: { functionName: string; report: InvocationReport }[] = [];

  /** What `chain-<name>` was answered by the function it called. */
  const answerOf = async (name: string, event: Record<string, unknown>): Promise<Answer> => {
    const result = await cloud.lambda.invoke(`chain-${name}`, Buffer.from(JSON.stringify(event)));
    expect(result.functionError).toBeUndefined();
    return answerSchema.parse(JSON.parse(result.payload.toString()));
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'invokes-'));
    cloud = await createCloud({
      services: [packageChain(directory)],
      directory,
      onLogLine: (logGroup, line) => {
        const report = parseReport(line);
        const functionName = logGroup.slice('/aws/lambda/'.length);
        if (report) reports.push({ functionName, report });
      },
    });
  });
  beforeEach(() => void reports.splice(0));
  afterAll(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('answer in turn, and are billed while they wait', async () => {
    const answer = await answerOf('first', { id: 7, waitMs: 300 });

    const second = answerSchema.parse(answer.payload);
    expect(second).toMatchObject({ status: 200, payload: { done: 7 } });
    expect(second.logTail).toMatch(/^START RequestId: [\s\S]*\nREPORT RequestId: /);
    expect(reports.map(({ functionName }) => functionName)).toEqual([
      ...['chain-third', 'chain-second', 'chain-first'],
    ]);
    const [third = 0, middle = 0, first = 0] = reports.map(({ report }) => report.durationMs);
    // On a busy machine some of the wait passes while others hold the core, which is not billed.
    expect(third).toBeGreaterThan(200);
    expect(middle).toBeGreaterThan(third);
    expect(first).toBeGreaterThan(middle);
    for (const { report } of reports)
      expect(report.billedDurationMs).toBe(
        Math.ceil(report.durationMs + (report.initDurationMs ?? 0)),
      );
  });

  it('do not block each other, however many start at once', async () => {
    const ids = [1, 2, 3, 4];

    const answers = await Promise.all(ids.map((id) => answerOf('first', { id, waitMs: 50 })));

    const done = answers.map(({ payload }) => answerSchema.parse(payload).payload);
    expect(done).toEqual(ids.map((id) => ({ done: id })));
  });

  it.each([
    ['throws', 'throw', { errorType: 'TypeError', errorMessage: 'no such order' }],
    ['crashes', 'crash', { errorType: 'Runtime.ExitError' }],
  ])('are told when the called function %s', async (_name, fail, error) => {
    expect(await answerOf('second', { fail })).toMatchObject({
      status: 200,
      functionError: 'Unhandled',
      payload: error,
    });
  });

  it('are told when the called function times out', async () => {
    const answer = await answerOf('second', { waitMs: 60_000 });

    expect(answer).toMatchObject({ status: 200, functionError: 'Unhandled' });
    expect(answer.payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 2\.00 seconds$/),
    });
    expect(answer.logTail).toContain('Status: timeout');
  });

  it('may invoke what their role names, and nothing else', async () => {
    const caller = 'arn:aws:sts::000000000000:assumed-role/chain-first-role/chain-first';
    for (const to of ['chain-third', arn('chain-third'), '000000000000:function:chain-third'])
      expect(await answerOf('first', { to })).toMatchObject({
        name: 'AccessDeniedException',
        status: 403,
        message: `User: ${caller} is not authorized to perform: lambda:InvokeFunction on resource: ${arn('chain-third')} because no identity-based policy allows the lambda:InvokeFunction action`,
      });
    for (const to of ['chain-second', arn('chain-second'), '000000000000:function:chain-second'])
      expect(await answerOf('first', { to })).toMatchObject({ status: 200 });
  });

  it('are refused at the reserved concurrency of the called function', async () => {
    expect(await answerOf('toClosed', {})).toMatchObject({
      name: 'TooManyRequestsException',
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      status: 429,
    });
  });

  it('send 6 MB at most', async () => {
    const answer = await answerOf('second', { bytes: 6 * 1024 * 1024 });

    expect(answer).toMatchObject({ name: 'RequestEntityTooLargeException', status: 413 });
    expect(answer.message).toContain('Request must be smaller than 6291456 bytes');
  });

  it('are told when the answer is over 6 MB', async () => {
    expect(await answerOf('second', { answerBytes: 6 * 1024 * 1024 + 200 })).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'Function.ResponseSizeTooLarge' },
    });
  });
});

import { predict } from './command.ts';

async function ask(chunks: (string | Uint8Array)[], args: string[] = []) {
  const written: string[] = [];
  const stdout = {
    writable: true,
    write: (text: string) => written.push(text),
  };
  const io = {
    stdin: (async function* () {
      yield* chunks;
    })(),
    stdout,
    stderr: { write: () => true },
  };
  const done = predict.run(args, io);
  return { done, written, stdout };
}

const answers = async (...chunks: (string | Uint8Array)[]): Promise<unknown> => {
  const { done, written } = await ask(chunks);
  expect(await done).toBe(0);
  return written
    .join('')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
};

const failure = async (line: unknown): Promise<string> => {
  const { done } = await ask([typeof line === 'string' ? line : JSON.stringify(line)]);
  return done.then(
    () => 'no failure',
    (error: Error) => error.message,
  );
};

const question = { memoryMB: [128, 512, 3008], durationMs: [1600, 400, 130], predict: [256] };

describe('predict', () => {
  it('answers each line with an array of milliseconds, in the order asked', async () => {
    const line = JSON.stringify({ ...question, predict: [1024, 256, 512] });

    const [[at1024, at256, at512]] = (await answers(`${line}\n`)) as [number[]];

    expect(at256).toBeGreaterThan(700);
    expect(at256).toBeLessThan(900);
    expect(at1024).toBeLessThan(at256 ?? NaN);
    expect(at512).toBe(400);
  });

  it('does not mind the order of measurements, blank lines, CRLF or a missing end of line', async () => {
    const shuffled = { memoryMB: [3008, 128, 512], durationMs: [130, 1600, 400], predict: [256] };

    const [[sorted], [unsorted]] = (await answers(
      `${JSON.stringify(question)}\r\n\r\n`,
      JSON.stringify(shuffled),
    )) as [number[], number[]];

    expect(sorted).toBeCloseTo(unsorted ?? NaN, 6);
  });

  it('reads lines that come in pieces, characters cut in half included', async () => {
    const bytes = new TextEncoder().encode(`\u00a0${JSON.stringify(question)}\n`);

    expect(await answers(bytes.slice(0, 1), bytes.slice(1, 30), bytes.slice(30))).toHaveLength(1);
  });

  it('answers no sizes with no durations', async () => {
    expect(await answers(JSON.stringify({ ...question, predict: [] }))).toEqual([[]]);
  });

  it('takes one measurement', async () => {
    expect(
      await answers(JSON.stringify({ memoryMB: [512], durationMs: [100], predict: [512] })),
    ).toEqual([[100]]);
  });

  it('gives bands when asked to', async () => {
    const { done, written } = await ask([JSON.stringify(question)], ['--band']);
    await done;

    const [{ durationMs, low, high }] = JSON.parse(written.join(''));
    expect(low).toBeLessThan(durationMs);
    expect(high).toBeGreaterThan(durationMs);
  });

  it('answers lines before a wrong one, which it names', async () => {
    const { done, written } = await ask([`${JSON.stringify(question)}\n\nnonsense\n`]);

    await expect(done).rejects.toMatchObject({
      message: expect.stringMatching(/^Line 3 is not JSON: /),
      exitCode: 2,
    });
    expect(written).toHaveLength(1);
  });

  it('stops when nobody reads any more', async () => {
    const line = `${JSON.stringify(question)}\n`;
    const { done, written, stdout } = await ask([line, line, line]);
    stdout.writable = false;
    await done;

    expect(written).toHaveLength(1);
  });

  it.each([
    ['no object', [1], 'Line 1: it must be an object'],
    ['a missing field', { memoryMB: [128], durationMs: [1] }, 'Line 1: predict must be an array'],
    ['an unknown field', { ...question, power: 1 }, 'Line 1: it has the unknown field power'],
    [
      'no measurement',
      { memoryMB: [], durationMs: [], predict: [] },
      'memoryMB must have at least',
    ],
    [
      'a duration too few',
      { ...question, durationMs: [1] },
      'durationMs has 1 values, memoryMB has 3',
    ],
    [
      'a negative duration',
      { ...question, durationMs: [1, -2, 3] },
      'durationMs[1] must be a number',
    ],
    [
      'a duration of zero',
      { ...question, durationMs: [0, 2, 3] },
      'durationMs[0] must be a number',
    ],
    ['a huge duration', { ...question, durationMs: [1, 2, 1e9] }, 'durationMs[2] must be a number'],
    [
      'text for a number',
      { ...question, durationMs: [1, 2, '3'] },
      'durationMs[2] must be a number',
    ],
    [
      'null for a number',
      { ...question, durationMs: [1, 2, null] },
      'durationMs[2] must be a number',
    ],
    [
      'a size below 128 MB',
      { ...question, memoryMB: [64, 512, 3008] },
      'memoryMB[0] must be a number from 128',
    ],
    [
      'a size above 10,240 MB',
      { ...question, predict: [20_000] },
      'predict[0] must be a number from 128',
    ],
    [
      'an endless number',
      '{"memoryMB":[1e999],"durationMs":[1],"predict":[]}',
      'memoryMB[0] must be',
    ],
    ['NaN', '{"memoryMB":[NaN],"durationMs":[1],"predict":[]}', 'Line 1 is not JSON'],
  ])('refuses %s', async (_, line, message) => {
    expect(await failure(line)).toContain(message);
  });

  it.each([[['--json']], [['--chart', 'a.svg']], [['--evaluate', '--band']], [['--nothing']]])(
    'refuses the options %s',
    async (args) => {
      const { done } = await ask([], args);

      await expect(done).rejects.toThrow('See --help');
    },
  );
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResult, resultOf, writeResult } from './result-file.ts';
import { aContext, anAnalysis } from './testing/an-analysis.ts';
import { RUNS } from './testing/runs.ts';

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'result-'));

describe('result.json', () => {
  it.each(Object.keys(RUNS))('is read back as it was written: %s', async (name) => {
    const directory = await folder();
    const result = RUNS[name]!;
    await writeResult(join(directory, 'result.json'), result);
    expect(await readResult(directory)).toEqual(JSON.parse(JSON.stringify(result)));
    expect(await readResult(join(directory, 'result.json'))).toEqual(await readResult(directory));
  });

  it('keeps what a newer tuner adds', async () => {
    const directory = await folder();
    const result = resultOf({ ...anAnalysis(), planned: 'later' } as never, aContext());
    await writeResult(join(directory, 'result.json'), result);
    expect(await readResult(directory)).toHaveProperty('planned', 'later');
  });

  it('holds nothing that a terminal or a picture would take for more than text', () => {
    const error = '\u001b[31mBad\u001b[0m\u0000 \ud83d';
    const cause = 'at a\n\tat b\r\u009b2J \u{1f600}';
    const failures = [{ memoryMb: 128, architecture: 'x86_64' as const, error, cause }];
    const result = resultOf(anAnalysis({ failures }), aContext());
    expect(result.failures).toEqual([
      { ...failures[0], error: 'Bad\ufffd \ufffd', cause: 'at a\n\tat b\ufffd \u{1f600}' },
    ]);
  });

  it('leaves out a payload that was to be kept out of logs', () => {
    const input = { payload: { password: 'x' }, disablePayloadLogs: true, num: 5 };
    const { context } = resultOf(anAnalysis(), aContext({ input }));
    expect(context.input).toEqual({ disablePayloadLogs: true, num: 5 });
    expect(resultOf(anAnalysis(), aContext()).context.input).toHaveProperty('payload');
  });

  it('is refused where it is missing, no JSON, or something else', async () => {
    const directory = await folder();
    const file = join(directory, 'result.json');
    await expect(readResult(directory)).rejects.toThrow(
      `There is no result of a run in ${directory}`,
    );
    await writeFile(file, '{');
    await expect(readResult(directory)).rejects.toThrow(`${file} is not JSON`);
    await writeFile(file, '{ "power": "512" }');
    await expect(readResult(directory)).rejects.toThrow(/is not the result of a run:[^]*at power/);
  });
});

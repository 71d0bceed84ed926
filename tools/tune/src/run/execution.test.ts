import { runExecution } from './execution.ts';
import type { CandidateProgress } from './journal.ts';
import { aTuner } from './testing/a-tuner.ts';

const candidate: CandidateProgress = { id: 'arm64-512', samples: 3, averageMs: 4 };
const running = { isRunning: true };

const options = (overrides: object = {}) => ({
  ...{ name: 'a-run', input: { num: 5 }, functionArns: ['arn'], pollMs: 1, cleanUpMs: 1000 },
  ...{ signal: new AbortController().signal, onProgress: jest.fn() },
  ...{ onStarted: jest.fn(), onStopping: jest.fn() },
  ...overrides,
});

describe('runExecution', () => {
  it('looks at it until it has ended, and tells how far it is', async () => {
    const tuner = aTuner([
      running,
      { ...running, candidates: [candidate] },
      { isRunning: false, output: '{}' },
    ]);
    const told = options();
    expect(await runExecution(tuner, told)).toMatchObject({ output: '{}' });
    expect(tuner.calls).toEqual(['start a-run {"num":5}']);
    expect(told.onStarted).toHaveBeenCalledTimes(1);
    expect(told.onProgress.mock.calls).toEqual([[[[]]], [[[candidate]]], [[[]]]]);
  });

  it('stops it when it is to stop, and waits until nothing is held any more', async () => {
    const stopping = new AbortController();
    const tuner = aTuner([running, { ...running, held: true }, { ...running, held: true }]);
    const stopped = { isRunning: false };
    let looks = 0;
    tuner.describe = async () => (tuner.calls.includes('stop') ? stopped : running);
    tuner.journal.isHeldBy = async () => (looks += 1) < 3;
    const told = options({ signal: stopping.signal, onProgress: () => stopping.abort() });

    await expect(runExecution(tuner, told)).rejects.toMatchObject({
      message: 'Stopped; configurations are as they were',
      exitCode: 130,
    });
    expect(told.onStopping).toHaveBeenCalledTimes(1);
    expect(tuner.calls).toEqual(['start a-run {"num":5}', 'stop']);
    expect(looks).toBe(3);
  });

  it('names the command that cleans up when the tuner does not', async () => {
    const tuner = aTuner([{ isRunning: true, held: true }]);
    const stopping = new AbortController();
    const told = options({
      ...{ signal: stopping.signal, cleanUpMs: 5, onProgress: () => stopping.abort() },
    });
    await expect(runExecution(tuner, told)).rejects.toThrow(
      /has not cleaned up yet.*npm run tune -- cleanup/,
    );
  });

  it('starts nothing when it is too late', async () => {
    const tuner = aTuner([running]);
    await expect(runExecution(tuner, options({ signal: AbortSignal.abort() }))).rejects.toThrow();
    expect(tuner.calls).toEqual([]);
  });
});

import { progressOn } from './progress.ts';

const on = (isTTY: boolean) => {
  const written: string[] = [];
  const progress = progressOn({ isTTY, columns: 30, write: (text) => written.push(text) });
  return { progress, written };
};

describe('progressOn', () => {
  it('writes a line for each thing into a pipe', () => {
    const { progress, written } = on(false);

    progress.say('a', 'deleting');
    progress.count('a', 'AWS::SQS::Queue Inbox', 1, 3);

    expect(written).toEqual(['a: deleting\n', 'a: 1 of 3 gone: AWS::SQS::Queue Inbox\n']);
  });

  it('counts in place on a terminal, no wider than it', () => {
    const { progress, written } = on(true);

    progress.count('acado-worker-b-dev', 'x', 1, 3);
    progress.count('acado-worker-c-dev', 'x', 2, 3);
    progress.say('acado-worker-b-dev', 'removed');

    expect(written[0]).toBe('\r\u001b[2Kacado-worker-b-dev 1/3');
    expect(written[1]!.replace('\r\u001b[2K', '')).toHaveLength(29);
    expect(written[2]).toBe('\r\u001b[2Kacado-worker-b-dev: removed\nacado-worker-c-dev 2/3');
  });
});

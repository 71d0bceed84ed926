import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { priceBook } from '@acado/pricing';
import { runCommand } from '@acado/command-line/testing';
import { evidence } from './command.ts';
import { writeFiles } from './record/files.ts';
import { reportFiles } from './report-files.ts';
import { anEvidence, anOutcome, aPipeline } from './testing/an-evidence.ts';

describe('evidence', () => {
  it.each([
    [['--orders', '0'], '--orders: expected a whole number of at least 1, not "0"'],
    [['--rate', '1.5'], '--rate'],
    [['--seed', 'x'], '--seed'],
    [['--runs', 'V0,V99'], 'there is no run "V99"'],
    [['--region', 'mars'], '--region: expected one of us-east-1'],
    [['--order', '1'], "Unknown option '--order'"],
  ])('refuses %j before it runs anything', async (args, message) => {
    const { exitCode, stderr } = await runCommand(evidence, args);

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('names the prices that a region lacks before it runs anything', async () => {
    const { exitCode, stderr } = await runCommand(evidence, ['--region', 'eu-west-1']);

    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/no price in eu-west-1 for .*eventbridge\.custom-events/),
    ]);
  });

  describe('--verify', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    const verify = (...args: string[]) =>
      runCommand(evidence, ['--verify', '--out', folder, ...args]);

    it('says what the evidence shows, as text or as JSON', async () => {
      const { report, files } = reportFiles(anEvidence(), priceBook);
      await writeFiles(folder, files);

      const text = await verify();
      const json = await verify('--json');

      expect([text.exitCode, text.stdout]).toEqual([
        0,
        expect.stringContaining('2.40 instead of 13.88 USD per million orders in us-east-1'),
      ]);
      expect([json.exitCode, JSON.parse(json.stdout)]).toEqual([0, report]);
    });

    it('fails of evidence that does not show it', async () => {
      const V7 = aPipeline({ outcome: anOutcome({ deadLetters: 1 }) });
      await writeFiles(folder, reportFiles(anEvidence({ V7 }), priceBook).files);

      const { exitCode, stdout } = await verify();

      expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/NO {3}Every order .*V7/)]);
    });

    it('names the file that is not there', async () => {
      const { exitCode, stderr } = await verify();

      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('run.json')]);
    });
  });
});

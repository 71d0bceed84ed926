import type { Analysis } from '@acado/tuning';
import { aContext, anAnalysis } from '../report/testing/an-analysis.ts';
import { HOSTILE } from '../report/testing/runs.ts';
import { resultOf } from '../report/result-file.ts';
import {
  type ProposalFacts,
  proposalMarker,
  readProposalMarker,
} from './approval/proposal-marker.ts';
import type { RunFolder } from './run-folder.ts';
import { commitMessage, issueText, pullRequestText } from './texts.ts';

const facts: ProposalFacts = {
  ...{ service: 'shop', functionKey: 'place', stage: 'dev', run: 'a-run' },
  ...{ branch: 'tune/shop-place-512', commit: 'a'.repeat(40) },
};
const forged = proposalMarker({ ...facts, commit: 'b'.repeat(40) });

const aRunFolder = (overrides: Partial<Analysis> = {}): RunFolder => ({
  ...{ directory: '/run', name: 'a-run', stage: 'dev', functionKey: 'place' },
  result: resultOf(anAnalysis(overrides), aContext({ service: 'shop', functionKey: 'place' })),
  service: { name: 'shop', folder: 'services/shop', prefix: 'a', functions: [], together: [] },
});

const failing = (cause: string, sizes: readonly number[] = [128]): RunFolder =>
  aRunFolder({
    failures: sizes.map((memoryMb) => ({
      ...{ memoryMb, architecture: 'x86_64', error: 'Error', cause },
    })),
  });

describe('issueText', () => {
  it('asks for what it was told, whatever a function that failed says', () => {
    const text = issueText(failing(`\n${forged}\n`), facts);

    expect(readProposalMarker(text)).toEqual(facts);
    expect(readProposalMarker(text.replaceAll('\n', '\r\n'))).toEqual(facts);
  });

  it('shows the words of others as they are, and calls nobody', () => {
    const text = issueText(failing(`${HOSTILE} @acado/everybody fixes #1 \`x\` /approve`), facts);

    expect(text).toContain(
      `\`Error: <script>alert("1")</script><img src=x onerror='a'>]](javascript:a) & | *b* @acado/everybody fixes #1 'x' /approve\``,
    );
    expect(text).not.toMatch(/^\/approve/m);
  });

  it('stays short enough for GitHub, however much failed', () => {
    const sizes = Array.from({ length: 46 }, (_, index) => 128 + index * 64);

    expect(issueText(failing('x'.repeat(10_000), sizes), facts).length).toBeLessThan(10_000);
  });

  it('links to a page alone', () => {
    const { stateMachine } = anAnalysis();
    const text = issueText(
      aRunFolder({ stateMachine: { ...stateMachine, visualization: 'javascript:alert(1)' } }),
      facts,
    );

    expect(text).not.toContain('javascript:');
  });
});

describe('readProposalMarker', () => {
  it('reads the last line alone', () => {
    expect(readProposalMarker(`${forged}\n${proposalMarker(facts)}`)).toEqual(facts);
    expect(readProposalMarker(`${forged}\nmore`)).toBeUndefined();
  });
});

describe('pullRequestText, commitMessage', () => {
  it('are of lines that the run can not break', () => {
    const run = failing(forged);
    const hostile = { ...run.result.recommendation, reason: `Cheap.\n\nCloses #1 ${forged}` };
    const changed = { ...run, result: { ...run.result, recommendation: hostile } };

    expect(commitMessage(changed).split('\n')[2]).toMatch(/^It had .+ Cheap\. Closes #1/);
    const text = pullRequestText(changed, { changes: [], files: [], patch: '' });
    expect(text).toContain('Cheap. Closes \\#1 &lt;!--');
    expect(text).not.toMatch(/^ *<!--/m);
  });
});

import { root, workflowsHere } from './files.ts';
import { gitHubProblems } from './github-checks.ts';
import { readWorkflow } from './workflow.ts';

const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';
const workflow = (job: string) =>
  readWorkflow('a.yml', `on: push\njobs: { a: { runs-on: ubuntu-24.04, ${job} } }`);

describe('gitHubProblems', () => {
  it.each(workflowsHere())('has nothing against $file', async (file) => {
    expect(await gitHubProblems(file, root)).toEqual([]);
  });

  it.each([
    ['a key that there is not', 'step: []', /step/],
    ['a job that there is not', 'needs: b, steps: [{ run: a }]', /'b'/],
    ['a function that there is not', 'if: alway(), steps: [{ run: a }]', /alway/],
    ['a field that there is not', `steps: [{ run: '\${{ github.actr }}' }]`, /actr/],
    ['a step that there is not', `steps: [{ run: '\${{ steps.b.outputs.c }}' }]`, /invalid: b/],
    ['an input that there is not', `steps: [{ uses: ${CHECKOUT}, with: { reff: a } }]`, /reff/],
    ['an operator that is not one', 'if: a = b, steps: [{ run: a }]', /./],
  ])('finds %s', async (_name, job, problem) => {
    const problems = await gitHubProblems(workflow(job), root);

    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it('finds inputs that a called workflow does not have, or needs', async () => {
    const call = readWorkflow(
      'a.yml',
      'on: push\njobs: { a: { uses: ./.github/workflows/deploy-stage.yml, with: { stge: dev } } }',
    );

    const problems = (await gitHubProblems(call, root)).join('\n');

    expect(problems).toContain('stge');
    expect(problems).toContain('commit');
  });
});

import { workflowsHere } from './files.ts';
import { rules } from './rules/index.ts';

const workflows = workflowsHere();

describe('.github', () => {
  it('has workflows', () => {
    expect(workflows.length).toBeGreaterThan(4);
  });

  it.each(workflows.map((workflow) => [workflow.file, workflow] as const))(
    '%s keeps our rules',
    (_file, workflow) => {
      const problems = Object.entries(rules).flatMap(([name, rule]) =>
        rule(workflow, workflows).map((problem) => `${name}: ${problem}`),
      );

      expect(problems).toEqual([]);
    },
  );
});

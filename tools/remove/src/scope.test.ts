import { runCommand } from '@acado/command-line/testing';
import fc from 'fast-check';
import { removeWith } from './command.ts';
import type { Leftover } from './ports.ts';
import { aCloud, type FakeStack } from './testing/a-cloud.ts';

const services = ['worker', 'worker-b', 'bus'].map((key) => ({
  ...{ key, name: `acado-${key}`, before: [] },
}));
const stages = ['dev', 'dev2', 'dev-2', 'b-dev', 'my-dev', 'prod', 'staging', 'acado'];
const applications = ['acado', 'other'];
/** Services of ours, former ones, and those of somebody else who names stacks like we do. */
const names = [
  'acado-worker',
  'acado-worker-b',
  'acado-bus',
  'acado-old',
  'acado-x',
  'shop',
  'my-acado-bus',
];

const deployed = fc.record({
  name: fc.constantFrom(...names),
  stage: fc.constantFrom(...stages),
  application: fc.constantFrom(...applications),
});
type Deployed = { name: string; stage: string; application: string };

const stackOf = ({ name, stage, application }: Deployed): [string, FakeStack] => [
  `${name}-${stage}`,
  {
    tags: { Application: application, Stage: stage },
    resources: [
      { type: 'AWS::S3::Bucket', logicalId: 'Bucket', physicalId: `${name}-${stage}-data-1` },
    ],
  },
];
const leftoversOf = ({ name, stage }: Deployed): Leftover[] => [
  { kind: 'table', name: `${name}-${stage}-orders`, stage },
  { kind: 'bucket', name: `${name}-${stage}-data-1`, stage },
  { kind: 'table', name: `${name}-${stage}-untagged` },
  { kind: 'bucket', name: `${name}-${stage}-untagged` },
  { kind: 'log group', name: `/aws/lambda/${name}-${stage}-storeOrders` },
];

describe('remove --yes --yes-prod --retained', () => {
  it('touches nothing but stacks acado-*-<stage> of that stage, and what belongs to them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deployed, { maxLength: 12 }),
        fc.array(deployed, { maxLength: 12 }),
        fc.constantFrom(...stages),
        async (standing, gone, stage) => {
          const stacks = Object.fromEntries(standing.map(stackOf));
          const fake = aCloud(stacks, { leftovers: gone.flatMap(leftoversOf) });
          const command = removeWith({
            open: async () => fake.cloud,
            services: () => services,
            pollMs: 0,
          });

          await runCommand(command, ['--stage', stage, '--yes', '--yes-prod', '--retained']);

          const ours = [...standing, ...gone].filter((each) => each.stage === stage);
          for (const call of fake.calls) {
            const [, group, name = ''] = /^\w+ (\/aws\/lambda\/)?(.*)$/.exec(call) ?? [];
            expect(name).toMatch(/^acado-/);
            // A log group that nobody tagged has nothing but its name.
            if (group !== undefined) expect(name).toMatch(new RegExp(`-${stage}-storeOrders$`));
            else
              expect(ours.some((each) => `${name}-`.startsWith(`${each.name}-${stage}-`))).toBe(
                true,
              );
            expect(call).not.toContain('untagged');
          }
        },
      ),
    );
  });
});

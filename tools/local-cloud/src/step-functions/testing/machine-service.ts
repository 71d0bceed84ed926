import { aFunction, aRole, arnOf } from '../../testing/resources.ts';
import { writePackage } from '../../testing/write-package.ts';

/** Does what its event says; its invocations are lines of the file `TALLY`. */
const WORKER = `
const { appendFileSync } = require('node:fs');
exports.handler = async (event) => {
  appendFileSync(process.env.TALLY, JSON.stringify(event) + '\\n');
  if (event.waitMs) await new Promise((resolve) => setTimeout(resolve, event.waitMs));
  appendFileSync(process.env.TALLY, JSON.stringify({ waited: event.id }) + '\\n');
  if (event.fail === 'throw') throw Object.assign(new Error('no such order'), { name: 'OrderError' });
  if (event.fail === 'crash') process.exit(3);
  if (event.fail === 'killed') process.kill(process.pid, 'SIGKILL');
  return event.answerBytes ? 'x'.repeat(event.answerBytes) : { did: event.id ?? null };
};
`;

export const MACHINE = 'machine-test';
export const MACHINE_ARN = `arn:aws:states:us-east-1:000000000000:stateMachine:${MACHINE}`;
export const INVOKE = 'arn:aws:states:::lambda:invoke';

export type MachineService = {
  /** In the States Language; \`${'${Worker}'}\` is the function's ARN. */
  definition: object;
  /** Names the invocations in it. */
  tally: string;
  /** What the state machine's role may do; invoke the function unless given. */
  actions?: string[];
  properties?: Record<string, unknown>;
  more?: Record<string, unknown>;
  folder?: string;
};

/** Writes the package of a service with one function `machine-worker` and one state machine. */
export const packageMachine = (
  directory: string,
  { definition, tally, actions = ['lambda:InvokeFunction'], properties, more }: MachineService,
): string =>
  writePackage(directory, {
    ...{ name: 'machine', folder: 'machine' },
    resources: {
      Role: aRole('machine-role'),
      Worker: aFunction('machine-worker', 'worker.zip', {
        ...{ MemorySize: 1769, Timeout: 3, Environment: { Variables: { TALLY: tally } } },
      }),
      MachineRole: aRole('machine-states-role', actions, { 'Fn::Sub': '${Worker.Arn}*' }),
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: MACHINE,
          RoleArn: arnOf('MachineRole'),
          DefinitionString: {
            'Fn::Sub': [JSON.stringify(definition, null, 2), { Worker: arnOf('Worker') }],
          },
          ...properties,
        },
        DependsOn: ['MachineRole'],
      },
      ...more,
    },
    code: { 'worker.zip': WORKER },
  });

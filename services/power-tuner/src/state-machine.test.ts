import * as z from 'zod';
import { readDefinition, validateDefinition } from './testing/state-machine.ts';

const stateSchema = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  End: z.boolean().optional(),
  TimeoutSeconds: z.number().optional(),
  Retry: z.array(z.object({ ErrorEquals: z.array(z.string()) }).loose()).optional(),
  Catch: z
    .array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() }).loose())
    .optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).optional(),
  ItemProcessor: z
    .object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })
    .optional(),
});
type State = z.infer<typeof stateSchema>;
type Processor = { StartAt: string; States: Record<string, State> };

const processorOf = ({
  StartAt,
  States,
}: {
  StartAt: string;
  States: Record<string, unknown>;
}) => ({
  StartAt,
  States: z.record(z.string(), stateSchema).parse(States),
});
const catchesAll = ({ Catch = [] }: State): boolean =>
  Catch.some(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'));

/** Every processor of the machine, with whether a Map around it catches what it does not. */
function* processorsIn(
  processor: Processor,
  isCaught = false,
): Generator<Processor & { isCaught: boolean }> {
  yield { ...processor, isCaught };
  for (const state of Object.values(processor.States)) {
    if (state.ItemProcessor)
      yield* processorsIn(processorOf(state.ItemProcessor), catchesAll(state));
  }
}

const definition = readDefinition();
const processors = [...processorsIn(processorOf(definition))];
const tasks = processors.flatMap(({ States, isCaught }) =>
  Object.entries(States)
    .filter(([, { Type }]) => Type === 'Task')
    .map(([name, state]) => ({ name, state, isCaught })),
);

describe('definition', () => {
  it('is valid to another validator', () => {
    expect(validateDefinition(definition)).toEqual([]);
    expect(validateDefinition({ ...definition, StartAt: 'Nowhere' })).not.toEqual([]);
  });

  it.each(tasks)('limits, repeats and catches $name', ({ state, isCaught }) => {
    expect(state.TimeoutSeconds).toBeGreaterThan(0);
    expect(catchesAll(state) || isCaught).toBe(true);
    const repeated = state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals) ?? [];
    expect(repeated).toContain('Lambda.ServiceException');
    // Paid work is not repeated because of what it says of itself.
    expect(repeated).not.toContain('States.ALL');
    expect(repeated).not.toContain('States.TaskFailed');
  });

  it('has a way from every state of a function to its end, and none around CleanUp', () => {
    const { States } = processors.find(({ StartAt }) => StartAt === 'LockFunction')!;
    const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
      [Next, Default, ...Choices.map((it) => it.Next), ...Catch.map((it) => it.Next)].flatMap(
        (name) => name ?? [],
      );
    const reaches = (name: string, seen = new Set<string>()): boolean => {
      if (name === 'CleanUp') return true;
      if (seen.has(name)) return false;
      return nextOf(States[name]!).some((next) => reaches(next, seen.add(name)));
    };
    const afterCleanUp = ['HasAnalysis', 'WarnOfRemains', 'KeepAnalysis', 'NotCleanedUp'];
    const before = Object.keys(States).filter((name) => !afterCleanUp.includes(name));
    expect(before.filter((name) => !reaches(name))).toEqual([]);
    expect(before.filter((name) => States[name]!.End)).toEqual(['CleanUp']);
  });
});

import { CONTEXT_ROOT } from '../definition/reference-paths.ts';
import { type Json } from '../json.ts';
import { type ContextObject } from './context-object.ts';
import { asFailure } from './state-failure.ts';

/** What of a state says how its output is made from its input. */
export type DataFlow = {
  InputPath?: string | null;
  Parameters?: Json;
  ResultSelector?: Json;
  ResultPath?: string | null;
  OutputPath?: string | null;
};

/** The longest that a timer takes; a state's own timeout is kept outside. */
const NEVER_S = 2_147_483;

const run = async (
  states: Record<string, object>,
  input: Json,
  context: ContextObject,
  work?: (input: Json) => Promise<Json>,
): Promise<Json> => {
  // Only when there is a state machine: it loads an SDK.
  const { StateMachine, ExecutionError } = await import('aws-local-stepfunctions');
  const [StartAt = ''] = Object.keys(states);
  // What it declares for a definition is narrower than what it takes when it does not validate.
  const definition = { StartAt, States: states } as ConstructorParameters<typeof StateMachine>[0];
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  try {
    const { result } = machine.run(input, {
      context: { [CONTEXT_ROOT]: context },
      ...(work && { overrides: { taskResourceLocalHandlers: { [StartAt]: work } } }),
    });
    return await result;
  } catch (error) {
    throw asFailure(error instanceof ExecutionError ? error.cause : error);
  }
};

const pick = (flow: DataFlow): DataFlow => {
  const { InputPath, Parameters, ResultSelector, ResultPath, OutputPath } = flow;
  const fields = { InputPath, Parameters, ResultSelector, ResultPath, OutputPath };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
};

/**
 * The output of a state that works: its paths and templates around what `work` makes of its input.
 * @throws StateFailure
 */
export const evaluateWork = (
  flow: DataFlow,
  input: Json,
  context: ContextObject,
  work: (input: Json) => Promise<Json>,
): Promise<Json> => {
  const state = { ...pick(flow), Type: 'Task', TimeoutSeconds: NEVER_S, End: true };
  return run({ state }, input, context, work);
};

/** What a payload template makes of an input. @throws StateFailure */
export const evaluateTemplate = (
  template: Json,
  input: Json,
  context: ContextObject,
): Promise<Json> =>
  run({ state: { Type: 'Pass', Parameters: template, End: true } }, input, context);

/** What a path, or an intrinsic function, finds in an input. @throws StateFailure */
export const evaluatePath = async (
  path: string,
  input: Json,
  context: ContextObject,
): Promise<Json> => {
  if (path === '$') return input;
  const found = await evaluateTemplate({ 'value.$': path }, input, context);
  return (found as { value: Json }).value;
};

/** The state that a Choice goes on with. @throws StateFailure */
export const evaluateChoice = async (
  { Choices, Default }: { Choices: { Next: string }[]; Default?: string },
  input: Json,
  context: ContextObject,
): Promise<string> => {
  // Each state that may follow is stood for by one that tells its name.
  const targets = [...Choices.map(({ Next }) => Next), ...(Default === undefined ? [] : [Default])];
  const stand = (name: string): string => `to ${name}`;
  const stands = targets.map((name) => [stand(name), { Type: 'Pass', Result: name, End: true }]);
  const choice = {
    Type: 'Choice',
    Choices: Choices.map((rule) => ({ ...rule, Next: stand(rule.Next) })),
    ...(Default !== undefined && { Default: stand(Default) }),
  };
  const states = { choice, ...(Object.fromEntries(stands) as Record<string, object>) };
  const next = await run(states, input, context);
  if (typeof next === 'string') return next;
  throw new Error('a Choice did not tell what follows');
};

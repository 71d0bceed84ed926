import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type AwsEvent } from '../events/types.ts';
import { createStatesApi } from './api/states-api.ts';
import { explain, parseDefinition } from './definition/parse-definition.ts';
import { createExecutions } from './executions/create-executions.ts';
import { type Execution } from './executions/execution.ts';
import { openExecutionStore } from './executions/execution-store.ts';
import { logEvents } from './executions/log-events.ts';
import { checkName } from './executions/names.ts';
import { statusEvent } from './executions/status-event.ts';
import { type HistoryEvent } from './interpreter/history.ts';
import { type StateMachine } from './state-machine.ts';
import { createLambdaTasks, type LambdaTasksOptions } from './tasks/lambda-tasks.ts';
import { type ExecutionObserver, type StepFunctions } from './types.ts';

export type StepFunctionsOptions = Pick<LambdaTasksOptions, 'iam' | 'lambda'> & {
  context: Pick<CloudContext, 'region' | 'accountId' | 'stateDir' | 'report' | 'writeLogs'>;
  /** Puts an event of AWS itself on the default bus. */
  publish: (event: AwsEvent) => void;
  /** What an earlier process left behind is told of when rules and functions are there. */
  startAfter: Promise<void>;
  onExecution?: ExecutionObserver;
  /** Told of every event in the history of an execution. */
  onEvent?: (event: HistoryEvent, stateMachine: string) => void;
};

const PRUNE_EVERY_MS = 3600 * 1000;

const revisionOf = (...parts: string[]): string => {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
};

/** Step Functions on this machine: state machines whose tasks are functions, and what is kept of their executions. */
export const createStepFunctions = (options: StepFunctionsOptions): StepFunctions => {
  const { context, iam, lambda, publish, startAfter } = options;
  const { onExecution = () => undefined, onEvent = () => undefined } = options;
  const { region, accountId, report, stateDir } = context;
  const machines = new Map<string, StateMachine>();
  const store = openExecutionStore(join(stateDir, 'step-functions.db'));
  const prune = (): void => store.prune(Date.now());
  prune();
  const invoke = createLambdaTasks({ iam, lambda, account: { region, accountId } });
  const onError = (error: unknown): void => report('error', 'states', String(error));
  /** Executions go on, whether anybody can be told of them or not. */
  const orReport = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };

  const onStatus = (execution: Execution): void =>
    orReport(() => {
      onExecution(execution);
      publish(statusEvent(execution));
      store.setTold(execution);
    });
  const log = logEvents(context.writeLogs);
  const executions = createExecutions({
    ...{ store, region, onStatus, onError },
    onEvent: (event, machine, execution) =>
      orReport(() => {
        onEvent(event, machine.name);
        log(event, machine, execution);
      }),
    runTask: (task, { roleArn }, { name }) =>
      invoke(task, { kind: 'role', roleArn, sessionName: name }),
  });
  executions.endCutOff();
  let isOpen = true;
  void startAfter.then(() => {
    if (isOpen) store.untold().forEach(onStatus);
  });
  const pruning = setInterval(() => orReport(prune), PRUNE_EVERY_MS).unref();

  return {
    putStateMachine: async (definition) => {
      checkName(definition.name);
      const parsed = await parseDefinition(definition.definition);
      if ('diagnostics' in parsed)
        throw new AwsError(
          'InvalidDefinition',
          `Invalid State Machine Definition: '${explain(parsed.diagnostics)}'`,
        );
      const { arn, roleArn } = definition;
      const before = machines.get(arn);
      const now = Date.now();
      const machine: StateMachine = {
        ...definition,
        program: parsed.program,
        revisionId: revisionOf(arn, roleArn, definition.definition),
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
      };
      machines.set(arn, machine);
      return machine;
    },
    removeStateMachine: (arn) => void machines.delete(arn),
    api: createStatesApi({ machines, executions, store }),
    stop: async () => {
      if (!isOpen) return;
      isOpen = false;
      clearInterval(pruning);
      await executions.close();
      store.close();
    },
  };
};

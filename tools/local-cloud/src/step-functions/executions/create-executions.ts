import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-api.ts';
import { type HistoryEvent } from '../interpreter/history.ts';
import { type Json } from '../json.ts';
import { type StateMachine } from '../state-machine.ts';
import { type Task } from '../tasks/task.ts';
import { checkName } from './names.ts';
import { type Execution, type Outcome } from './execution.ts';
import { type ExecutionStore } from './execution-store.ts';
import { Ended, lastEvent, runExecution } from './run-execution.ts';

export type ExecutionsOptions = {
  store: ExecutionStore;
  region: string;
  runTask: (task: Task, machine: StateMachine, execution: Execution) => Promise<Json>;
  /** Told of each status that an execution takes on. */
  onStatus: (execution: Execution) => void;
  onEvent: (event: HistoryEvent, machine: StateMachine, execution: Execution) => void;
  /** An error that is the cloud's own fault. */
  onError: (error: unknown) => void;
};

export type Executions = ReturnType<typeof createExecutions>;

const CUT_OFF: Outcome = {
  status: 'FAILED',
  error: 'States.Runtime',
  cause: 'The local cloud ended while the execution was running.',
};

const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** Starts, runs and ends executions. */
export const createExecutions = (options: ExecutionsOptions) => {
  const { store, region, runTask, onStatus, onEvent, onError } = options;
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();
  let isOpen = true;

  const ended = (execution: Execution, outcome: Outcome): Execution => {
    const now = { ...execution, ...outcome, stopDate: Date.now() };
    store.finish(now);
    return now;
  };

  const run = async (
    execution: Execution,
    machine: StateMachine,
    controller: AbortController,
  ): Promise<void> => {
    try {
      const outcome = await runExecution({
        ...{ execution, machine, region, controller },
        runTask: (task) => runTask(task, machine, execution),
        record: (event) => {
          if (!isOpen) return; // what is cut off is ended at the next start
          store.addEvent(execution.arn, event);
          onEvent(event, machine, execution);
        },
      });
      running.delete(execution.arn);
      if (isOpen) onStatus(ended(execution, outcome));
    } catch (error) {
      running.delete(execution.arn);
      onError(error);
    }
  };

  const get = (arn: string): Execution => {
    const found = store.get(arn);
    if (found) return found;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };

  return {
    get,
    /** @throws AwsError `InvalidName`, `ExecutionAlreadyExists` */
    start: (machine: StateMachine, input: string, name: string = randomUUID()): Execution => {
      if (!isOpen) throw new AwsError('ServiceUnavailable', 'The local cloud is ending.', 503);
      checkName(name);
      const arn = executionArn(machine.arn, name);
      const before = store.get(arn);
      if (before?.status === 'RUNNING' && before.input === input) return before;
      if (before)
        throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      const execution: Execution = {
        ...{ arn, stateMachineArn: machine.arn, name, status: 'RUNNING', input },
        ...{ startDate: Date.now(), revisionId: machine.revisionId },
      };
      store.add(execution, machine);
      onStatus(execution);
      const controller = new AbortController();
      running.set(arn, { controller, done: run(execution, machine, controller) });
      return execution;
    },
    /** Nothing of the execution starts after it has resolved. */
    stop: async (arn: string, { error, cause }: { error?: string; cause?: string }) => {
      const found = get(arn);
      const here = running.get(arn);
      if (!here) return found;
      here.controller.abort(new Ended({ status: 'ABORTED', error, cause }));
      await here.done;
      return get(arn);
    },
    /** Ends what an earlier process left running. */
    endCutOff: (): void => {
      for (const execution of store.running()) {
        const previousEventId = store.lastEventId(execution.arn);
        const [type, details] = lastEvent(CUT_OFF);
        const timestamp = Date.now();
        store.addEvent(execution.arn, {
          ...{ id: previousEventId + 1, previousEventId, type, timestamp, details },
        });
        ended(execution, CUT_OFF);
      }
    },
    /** From now on nothing is written. */
    close: async (): Promise<void> => {
      isOpen = false;
      for (const { controller } of running.values()) controller.abort(new Ended(CUT_OFF));
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
};

import { type AwsApi } from '../aws-api.ts';
import { type Execution } from './executions/execution.ts';
import { type StateMachine, type StateMachineDefinition } from './state-machine.ts';

export type StepFunctions = {
  /** Creates or replaces; what runs goes on as it was. @throws AwsError `InvalidDefinition` naming the states. */
  putStateMachine: (definition: StateMachineDefinition) => Promise<StateMachine>;
  /** What runs of it goes on. */
  removeStateMachine: (arn: string) => void;
  api: AwsApi;
  /** Cuts off what runs: it is failed at the next start. */
  stop: () => Promise<void>;
};

/** Told of each status that an execution takes on. */
export type ExecutionObserver = (
  execution: Pick<Execution, 'stateMachineArn' | 'status' | 'startDate' | 'stopDate'>,
) => void;

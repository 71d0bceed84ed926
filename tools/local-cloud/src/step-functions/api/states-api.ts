import { z } from 'zod';
import { type AwsApi, AwsError } from '../../aws-api.ts';
import { createJsonApi, operation } from '../../events/aws-json.ts';
import { checkConstraints } from '../../lambda/api/constraints.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { type Executions } from '../executions/create-executions.ts';
import { type ExecutionStore } from '../executions/execution-store.ts';
import { MAX_CAUSE, MAX_ERROR } from '../interpreter/state-failure.ts';
import { MAX_PAYLOAD_BYTES } from '../json.ts';
import { type StateMachine } from '../state-machine.ts';
import {
  describeEvent,
  describeExecution,
  describeStateMachine,
  keyOf,
  loggingConfiguration,
  seconds,
  summary,
  tokenOf,
} from './answers.ts';

export type StatesApiOptions = {
  machines: Map<string, StateMachine>;
  executions: Executions;
  store: ExecutionStore;
};

const DEFAULT_PAGE = 100;

const page = { maxResults: z.int().optional(), nextToken: z.string().optional() };
const executionArn = z.object({ executionArn: z.string() });
const stateMachineArn = z.object({ stateMachineArn: z.string() });

/** 0 is the default too. */
const pageOf = ({ maxResults, nextToken }: { maxResults?: number; nextToken?: string }) => {
  checkConstraints([{ name: 'maxResults', value: maxResults, min: 0, max: 1000 }]);
  return { limit: maxResults || DEFAULT_PAGE, after: keyOf(nextToken) };
};

const checkArn = (arn: string, kind: 'stateMachine' | 'execution'): void => {
  if (!new RegExp(`^arn:aws[\\w-]*:states:[\\w-]+:\\d{12}:${kind}:`).test(arn))
    throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
};

const checkInput = (input: string): void => {
  if (Buffer.byteLength(input) > MAX_PAYLOAD_BYTES)
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MAX_PAYLOAD_BYTES}`,
    );
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${reason}'`,
    );
  }
};

/** The part of Step Functions' API that uses state machines; what makes them comes from the templates. */
export const createStatesApi = ({ machines, executions, store }: StatesApiOptions): AwsApi => {
  const machineOf = (arn: string): StateMachine => {
    checkArn(arn, 'stateMachine');
    const found = machines.get(arn);
    if (found) return found;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };
  const executionOf = (arn: string) => {
    checkArn(arn, 'execution');
    return executions.get(arn);
  };

  return createJsonApi('AWSStepFunctions', {
    StartExecution: operation(
      z.object({
        stateMachineArn: z.string(),
        name: z.string().optional(),
        input: z.string().default('{}'),
      }),
      ({ stateMachineArn: arn, name, input }) => {
        const machine = machineOf(arn);
        checkInput(input);
        const execution = executions.start(machine, input, name);
        return { executionArn: execution.arn, startDate: seconds(execution.startDate) };
      },
    ),

    StopExecution: operation(
      executionArn.extend({
        error: z.string().optional(),
        cause: z.string().optional(),
      }),
      async ({ executionArn: arn, ...reason }) => {
        checkConstraints([
          { name: 'error', value: reason.error, max: MAX_ERROR },
          { name: 'cause', value: reason.cause, max: MAX_CAUSE },
        ]);
        const { stopDate, startDate } = await executions.stop(executionOf(arn).arn, reason);
        return { stopDate: seconds(stopDate ?? startDate) };
      },
    ),

    DescribeExecution: operation(executionArn, ({ executionArn: arn }) =>
      describeExecution(executionOf(arn)),
    ),

    GetExecutionHistory: operation(
      executionArn.extend({
        ...page,
        reverseOrder: z.boolean().default(false),
        includeExecutionData: z.boolean().default(true),
      }),
      ({ executionArn: arn, reverseOrder, includeExecutionData, ...request }) => {
        executionOf(arn);
        const { items, next } = store.events(arn, reverseOrder, pageOf(request));
        const events = items.map((event) => describeEvent(event, includeExecutionData));
        return { events, ...tokenOf(next) };
      },
    ),

    ListExecutions: operation(
      stateMachineArn.extend({
        ...page,
        statusFilter: z
          .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
          .optional(),
      }),
      ({ stateMachineArn: arn, statusFilter = '', ...request }) => {
        const { items, next } = store.list(machineOf(arn).arn, statusFilter, pageOf(request));
        return { executions: items.map(summary), ...tokenOf(next) };
      },
    ),

    ListStateMachines: operation(z.object(page), (request) => {
      const { limit, after = 0 } = pageOf(request); // only a template changes this list
      const all = [...machines.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
      const end = after + limit;
      const stateMachines = all.slice(after, end).map(describeStateMachine);
      return { stateMachines, ...tokenOf(end < all.length ? end : undefined) };
    }),

    DescribeStateMachine: operation(stateMachineArn, ({ stateMachineArn: arn }) => {
      const machine = machineOf(arn);
      const { definition, roleArn, logging, revisionId } = machine;
      return {
        ...{ ...describeStateMachine(machine), status: 'ACTIVE', definition, roleArn, revisionId },
        loggingConfiguration: loggingConfiguration(logging, arn),
        tracingConfiguration: { enabled: false },
      };
    }),

    DescribeStateMachineForExecution: operation(executionArn, ({ executionArn: arn }) => {
      const { revisionId } = executionOf(arn);
      const revision = store.revision(revisionId);
      if (!revision) throw new Error(`the revision ${revisionId} is missing`);
      const { stateMachineArn: machineArn, name, roleArn, definition, updatedAt } = revision;
      const updateDate = seconds(updatedAt);
      return { stateMachineArn: machineArn, name, definition, roleArn, updateDate, revisionId };
    }),

    ValidateStateMachineDefinition: operation(
      z.object({ definition: z.string() }),
      async ({ definition }) => {
        const parsed = await parseDefinition(definition);
        const diagnostics = 'diagnostics' in parsed ? parsed.diagnostics : [];
        return {
          result: diagnostics.length === 0 ? 'OK' : 'FAIL',
          diagnostics: diagnostics.map((problem) => ({ severity: 'ERROR', ...problem })),
          truncated: false,
        };
      },
    ),

    ListTagsForResource: operation(z.object({ resourceArn: z.string() }), ({ resourceArn }) => ({
      tags: Object.entries(machineOf(resourceArn).tags).map(([key, value]) => ({ key, value })),
    })),
  });
};

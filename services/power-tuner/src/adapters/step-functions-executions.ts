import { metered } from '@acado/powertools';
import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn';
import type { Executions } from '../domain/ports.ts';
import { resilient } from './resilient.ts';

/** Executions of the tuner's own state machine. */
export function createExecutions(client = resilient(metered(new SFNClient()))): Executions {
  return {
    state: async (executionArn) => {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'unknown';
        throw error;
      }
    },
  };
}

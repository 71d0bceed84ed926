import { metered } from '@acado/powertools';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  InvalidParameterValueException,
  LambdaClient,
  paginateListEventSourceMappings,
  PutFunctionConcurrencyCommand,
  ResourceNotFoundException,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { FunctionGone, ReservationRefused } from '../domain/errors.ts';
import type { Functions } from '../domain/ports.ts';

/** States in which a mapping reads its source, or is about to. */
const READING = new Set(['Creating', 'Enabled', 'Enabling', 'Updating']);

/** What calls about one function mean when they fail. */
async function about<T>(functionName: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ResourceNotFoundException)
      throw new FunctionGone(`There is no function ${functionName}`, { cause: error });
    if (
      error instanceof InvalidParameterValueException &&
      error.message.includes('UnreservedConcurrentExecution')
    )
      throw new ReservationRefused(error.message, { cause: error });
    throw error;
  }
}

/** Reserved concurrency and event source mappings by Lambda's API. */
export function createFunctions(client: LambdaClient = metered(new LambdaClient())): Functions {
  return {
    reservation: async (FunctionName) => {
      const command = new GetFunctionConcurrencyCommand({ FunctionName });
      const { ReservedConcurrentExecutions } = await about(FunctionName, client.send(command));
      return ReservedConcurrentExecutions ?? null;
    },

    reserve: async (FunctionName, reservation) => {
      await about(
        FunctionName,
        reservation === null
          ? client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
          : client.send(
              new PutFunctionConcurrencyCommand({
                FunctionName,
                ReservedConcurrentExecutions: reservation,
              }),
            ),
      );
    },

    mappings: async (FunctionName) => {
      const found = [];
      const pages = paginateListEventSourceMappings({ client }, { FunctionName });
      for await (const { EventSourceMappings = [] } of pages)
        found.push(
          ...EventSourceMappings.map(({ UUID = '', State = '' }) => ({
            id: UUID,
            enabled: READING.has(State),
          })),
        );
      return found;
    },

    switchMapping: async (UUID, Enabled) => {
      try {
        await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}

import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Invoker } from '../domain/ports.ts';
import { invokeClients } from './lambda-clients.ts';
import { invokeError } from './lambda-errors.ts';

/** Invokes functions and waits for their answers. */
export function createInvoker(
  tunableFunctions: string,
  clientOf: (functionArn: string) => Pick<LambdaClient, 'send'> = invokeClients(),
): Invoker {
  return {
    invoke: async (functionArn, payload, version) => {
      try {
        const { $metadata, Payload, LogResult, FunctionError } = await clientOf(functionArn).send(
          new InvokeCommand({
            FunctionName: functionArn,
            Qualifier: version,
            Payload: Buffer.from(payload),
            LogType: 'Tail',
          }),
        );
        return {
          requestId: $metadata.requestId ?? '',
          payload: Buffer.from(Payload ?? []).toString(),
          logTail: Buffer.from(LogResult ?? '', 'base64').toString(),
          failed: FunctionError !== undefined,
        };
      } catch (error) {
        throw invokeError(error, { action: 'InvokeFunction', functionArn, tunableFunctions });
      }
    },
  };
}

import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Refused } from '../domain/errors.ts';
import type { Invoker } from '../domain/ports.ts';
import { invokeClients } from './lambda-clients.ts';
import { invokeError } from './lambda-errors.ts';

/** ms. Who waits longer does not live to write it down: a function's own timeout may be as long as the tuner's. */
const LONGEST_INVOCATION = 860_000;

const tooLong = (longest: number): Refused =>
  new Refused('TooLong', `It took longer than the ${longest / 1000} s that the tuner can wait.`);

/** Invokes functions and waits for their answers. */
export function createInvoker(
  tunableFunctions: string,
  clientOf: (functionArn: string) => Pick<LambdaClient, 'send'> = invokeClients(),
  longest = LONGEST_INVOCATION,
): Invoker {
  return {
    invoke: async (functionArn, payload, version) => {
      const abortSignal = AbortSignal.timeout(longest);
      try {
        const { $metadata, Payload, LogResult, FunctionError } = await clientOf(functionArn).send(
          new InvokeCommand({
            FunctionName: functionArn,
            Qualifier: version,
            Payload: Buffer.from(payload),
            LogType: 'Tail',
          }),
          { abortSignal },
        );
        return {
          requestId: $metadata.requestId ?? '',
          payload: Buffer.from(Payload ?? []).toString(),
          logTail: Buffer.from(LogResult ?? '', 'base64').toString(),
          failed: FunctionError !== undefined,
        };
      } catch (error) {
        if (abortSignal.aborted) throw tooLong(longest);
        throw invokeError(error, { action: 'InvokeFunction', functionArn, tunableFunctions });
      }
    },
  };
}

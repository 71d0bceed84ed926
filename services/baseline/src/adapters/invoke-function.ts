import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';

/** A function was invoked and failed. */
export class FunctionFailed extends Error {
  override readonly name = 'FunctionFailed';
  readonly code = 'FUNCTION_FAILED';
}

const failureSchema = z.object({
  errorType: z.catch(z.string(), 'Error'),
  errorMessage: z.catch(z.string(), ''),
});

const reasonOf = (payload: Uint8Array | undefined): string => {
  const text = Buffer.from(payload ?? []).toString();
  try {
    const { errorType, errorMessage } = failureSchema.parse(JSON.parse(text));
    return `${errorType}: ${errorMessage}`;
  } catch {
    return text;
  }
};

/**
 * A function as something to call: invokes it and waits until it is done.
 *
 * @throws {FunctionFailed} when it failed, which Lambda answers with status 200
 */
export const invokeFunction =
  (lambda: Pick<LambdaClient, 'send'>, functionName: string) =>
  async (input: object): Promise<void> => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'RequestResponse',
        Payload: JSON.stringify(input),
      }),
    );
    if (FunctionError) {
      throw new FunctionFailed(`${functionName} failed (${FunctionError}): ${reasonOf(Payload)}`);
    }
  };

import { CommandError } from '@acado/command-line';
import type { Candidate } from '@acado/tuning';
import {
  GetFunctionCommand,
  type LambdaClient,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

/** A deployed function as it is now. */
export interface DeployedFunction extends Candidate {
  name: string;
  /** When its code or configuration was last changed, be it to the same. */
  lastModified: Date;
  codeSha256: string | undefined;
  revisionId: string | undefined;
}

/** What applying a result needs of Lambda. */
export interface Functions {
  /** @returns `undefined` when there is no such function. */
  describe: (name: string) => Promise<DeployedFunction | undefined>;
  /** Changes what differs, and waits until the function runs with it. */
  configure: (name: string, to: Candidate) => Promise<void>;
}

/** What Lambda takes of a package directly. */
const MAX_ZIP_BYTES = 50 * 2 ** 20;
/** Seconds; a function in a VPC takes longest. */
const WAIT = { minDelay: 1, maxDelay: 5, maxWaitTime: 300 };

/** Functions of AWS, or of what `AWS_ENDPOINT_URL` names instead. */
export function awsFunctions(client: LambdaClient): Functions {
  const describe = async (name: string): Promise<DeployedFunction | undefined> => {
    try {
      const { Configuration: found } = await client.send(
        new GetFunctionCommand({ FunctionName: name }),
      );
      if (found?.MemorySize === undefined) return undefined;
      return {
        name,
        memoryMb: found.MemorySize,
        architecture: found.Architectures?.[0] ?? 'x86_64',
        lastModified: new Date(found.LastModified ?? 0),
        codeSha256: found.CodeSha256,
        revisionId: found.RevisionId,
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  /** Nobody else changes it between reading and writing: its revision says so. */
  const change = async (
    name: string,
    update: (guard: { FunctionName: string; RevisionId?: string | undefined }) => Promise<unknown>,
  ) => {
    await update({ FunctionName: name, RevisionId: (await describe(name))?.revisionId });
    await waitUntilFunctionUpdatedV2({ client, ...WAIT }, { FunctionName: name });
  };

  return {
    describe,
    configure: async (name, { memoryMb, architecture }) => {
      const now = await describe(name);
      if (!now) throw new CommandError(`There is no function ${name}`);
      if (now.architecture !== architecture) {
        const ZipFile = await codeOf(client, name);
        await change(name, (guard) =>
          client.send(
            new UpdateFunctionCodeCommand({ ...guard, ZipFile, Architectures: [architecture] }),
          ),
        );
      }
      if (now.memoryMb !== memoryMb)
        await change(name, (guard) =>
          client.send(new UpdateFunctionConfigurationCommand({ ...guard, MemorySize: memoryMb })),
        );
    },
  };
}

async function codeOf(client: LambdaClient, name: string): Promise<Uint8Array> {
  const { Code, Configuration } = await client.send(new GetFunctionCommand({ FunctionName: name }));
  const bytes = Configuration?.CodeSize ?? 0;
  if (Configuration?.PackageType === 'Image' || bytes > MAX_ZIP_BYTES || !Code?.Location)
    throw new CommandError(
      `${name}: its architecture changes only with a deployment (an image, or a package over 50 MB): use --mode manual`,
      1,
    );
  const answer = await fetch(Code.Location);
  if (!answer.ok)
    throw new CommandError(`The code of ${name} can't be read: HTTP ${answer.status}`, 1);
  return new Uint8Array(await answer.arrayBuffer());
}

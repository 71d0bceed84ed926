import { LambdaClient } from '@aws-sdk/client-lambda';
import { functionArn } from '../testing/fake-lambda.ts';
import { createFunctions } from './lambda-functions.ts';

const change = { architecture: 'arm64' as const, revisionId: 'revision-1' };

/** Lambda with one function, whose code is at a link. */
const aLambda = (code: { Location: string; SourceKMSKeyArn?: string }) => {
  const updates: unknown[] = [];
  const client = new LambdaClient({ region: 'us-east-1' });
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => {
        if (commandName === 'UpdateFunctionCodeCommand') updates.push(input);
        return { output: { $metadata: {}, Code: code }, response: {} };
      },
    { step: 'initialize', priority: 'high' },
  );
  return { functions: createFunctions('shop', () => client), updates };
};

describe('changeArchitecture', () => {
  it('uploads the same code', async () => {
    const { functions, updates } = aLambda({ Location: 'data:application/zip;base64,UEs=' });
    await functions.changeArchitecture(functionArn, change);
    expect(updates).toEqual([
      {
        FunctionName: functionArn,
        ZipFile: new Uint8Array([0x50, 0x4b]),
        Architectures: ['arm64'],
        RevisionId: 'revision-1',
      },
    ]);
  });

  it('is worth another try when the code cannot be read', async () => {
    const { functions, updates } = aLambda({ Location: 'http://127.0.0.1:1/code' });
    await expect(functions.changeArchitecture(functionArn, change)).rejects.toMatchObject({
      name: 'ServiceUnavailable',
    });
    expect(updates).toEqual([]);
  });

  it('takes the key of nobody', async () => {
    const { functions, updates } = aLambda({
      Location: 'data:application/zip;base64,UEs=',
      SourceKMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
    });
    await expect(functions.changeArchitecture(functionArn, change)).rejects.toMatchObject({
      name: 'Refused',
      error: 'PackageEncrypted',
    });
    expect(updates).toEqual([]);
  });
});

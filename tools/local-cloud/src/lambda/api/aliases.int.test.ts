import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  InvokeCommand,
  ListAliasesCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { isRunning, until } from '../testing/start-test-lambda.ts';
import { arn, FunctionName, zipOf, testedFunction } from '../testing/tested-function.ts';

const fn = testedFunction();

describe('an alias', () => {
  const Name = 'live';

  it('stands for a version and moves on', async () => {
    const first = await fn.publish();
    const created = await fn.client.send(
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion: first }),
    );
    const second = await fn.publishWith(256);
    const before = await fn.invoke({ Qualifier: Name });
    const { RevisionId } = created;
    await fn.client.send(
      new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: second, RevisionId }),
    );
    const after = await fn.invoke({ Qualifier: Name });

    expect(created).toMatchObject({ AliasArn: `${arn}:live`, FunctionVersion: first });
    expect([before.executed, after.executed]).toEqual([first, second]);
    expect(after.body.invokedFunctionArn).toBe(`${arn}:live`);
    expect(await fn.configuration(Name)).toMatchObject({
      FunctionArn: `${arn}:live`,
      Version: second,
      MemorySize: 256,
    });
    await expect(
      fn.client.send(new UpdateAliasCommand({ FunctionName, Name, RevisionId })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  it('keeps its version from being deleted', async () => {
    const FunctionVersion = await fn.publish();
    await fn.client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
    const deletion = () =>
      fn.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: FunctionVersion }));

    await expect(deletion()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await fn.client.send(new DeleteAliasCommand({ FunctionName, Name }));
    await deletion();
    await expect(fn.client.send(new GetAliasCommand({ FunctionName, Name }))).rejects.toMatchObject(
      {
        name: 'ResourceNotFoundException',
        message: `Cannot find alias arn: ${arn}:live`,
      },
    );
  });

  it('is listed, also by the versions that it sends to', async () => {
    const first = await fn.publish();
    const second = await fn.publishWith(256);
    const RoutingConfig = { AdditionalVersionWeights: { [second]: 1 } };
    await fn.client.send(
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion: first, RoutingConfig }),
    );
    await fn.client.send(
      new CreateAliasCommand({ FunctionName, Name: 'beta', FunctionVersion: first }),
    );

    const names = async (FunctionVersion?: string) =>
      (
        await fn.client.send(new ListAliasesCommand({ FunctionName, FunctionVersion }))
      ).Aliases?.map((alias) => alias.Name);

    expect([await names(), await names(first), await names(second)]).toEqual([
      ['beta', 'live'],
      ['beta', 'live'],
      ['live'],
    ]);
    expect((await fn.invoke({ Qualifier: Name })).executed).toBe(second);
  });

  it('is made once, and for a version that is there', async () => {
    const create = (FunctionVersion: string) =>
      fn.client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
    await create('$LATEST');

    await expect(create('$LATEST')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Alias already exists: ${arn}:live`,
    });
    await expect(create('7')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a whole function', () => {
  it('is what updates are of, not one version', async () => {
    await fn.publish();
    const asked = [
      fn.client.send(new UpdateFunctionConfigurationCommand({ FunctionName: `${arn}:1` })),
      fn.client.send(
        new UpdateFunctionCodeCommand({ FunctionName: 'worker:1', ZipFile: zipOf('x') }),
      ),
      fn.client.send(new PublishVersionCommand({ FunctionName: 'worker:1' })),
    ];

    const refusal = {
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(
        'specify either a function name or an unqualified',
      ) as string,
    };
    await Promise.all(asked.map((request) => expect(request).rejects.toMatchObject(refusal)));
  });

  it('finishes what it does before it goes', async () => {
    await fn.test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300, 'done'));`,
    );
    const under = fn.client.send(new InvokeCommand({ FunctionName }));
    await until(() => fn.test.logs.some((line) => line.includes('START')));

    await fn.client.send(new DeleteFunctionCommand({ FunctionName }));

    expect((await under).Payload?.transformToString()).toBe('"done"');
  });

  it('is deleted with its versions', async () => {
    const Qualifier = await fn.publish();
    const pids = [(await fn.invoke()).body.pid, (await fn.invoke({ Qualifier })).body.pid].map(
      Number,
    );

    await fn.client.send(new DeleteFunctionCommand({ FunctionName }));

    await until(() => !pids.some(isRunning));
    await expect(fn.invoke()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

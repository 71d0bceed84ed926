import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { createCloud, type Stack } from './index.ts';
import { packageShop } from './testing/shop-service.ts';

const withMemory =
  (MemorySize: number) =>
  (stack: Stack): Stack => {
    const { BuyFunction, ...others } = stack.template.Resources;
    if (!BuyFunction) throw new Error('The shop has no function');
    const Properties = { ...BuyFunction.Properties, MemorySize };
    const Resources = { ...others, BuyFunction: { ...BuyFunction, Properties } };
    return { ...stack, template: { ...stack.template, Resources } };
  };

it('changes a stack before it is provisioned, and before every update', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'transform-'));
  const service = packageShop(directory);
  let memorySize = 300;
  const cloud = await createCloud({
    services: [service],
    directory,
    transform: (stack) => withMemory(memorySize)(stack),
  });
  const lambda = new LambdaClient({
    endpoint: cloud.endpoint,
    region: cloud.outputs().region,
    credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
  });
  const currentMemory = async () =>
    (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'shop-buy' })))
      .MemorySize;

  const before = await currentMemory();
  memorySize = 400;
  const changed = await cloud.update(service);
  const after = await currentMemory();
  await cloud.stop();
  rmSync(directory, { recursive: true });

  expect([before, after]).toEqual([300, 400]);
  expect(changed).toEqual(['BuyFunction']);
});

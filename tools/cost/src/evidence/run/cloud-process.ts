// A cloud in a process of its own, for one run: every run begins with a fresh process, as the others do, and whoever
// starts it ends it by closing the channel.
import { createCloud, type Cloud, type Stack } from '@acado/local-cloud';
import { configurationOf } from '../configuration.ts';
import type { ReportLine } from '../record/schemas.ts';
import { applySettings } from '../settings.ts';
import type { CloudRequest } from './cloud.ts';

const LOG_GROUP = '/aws/lambda/';

let cloud: Cloud | undefined;
let measuring = false;
const reports: ReportLine[] = [];

const onLogLine = (logGroup: string, line: string): void => {
  if (!line.startsWith('REPORT RequestId: ')) return;
  const functionName = logGroup.slice(LOG_GROUP.length);
  reports.push({ functionName, ...(!measuring && { warmUp: true }), line: line.trimEnd() });
};

async function answer(request: CloudRequest): Promise<unknown> {
  if (request.do === 'start') {
    const { services, directory, cacheDir, settings, region } = request;
    const stacks: { packaged: Stack; deployed: Stack }[] = [];
    const transform = (packaged: Stack): Stack => {
      const deployed = applySettings(packaged, settings);
      stacks.push({ packaged, deployed });
      return deployed;
    };
    cloud = await createCloud({ services, directory, cacheDir, region, transform, onLogLine });
    return { outputs: cloud.outputs(), configuration: configurationOf(stacks) };
  }
  if (!cloud) throw new Error('The cloud is not started');
  if (request.do === 'measure') {
    measuring = true;
    cloud.resetUsage();
    return null;
  }
  return { usage: cloud.usage(), reports };
}

process.on('message', (request: CloudRequest) => {
  answer(request).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on(
  'disconnect',
  () => void (cloud?.stop() ?? Promise.resolve()).then(() => process.exit()),
);
// A Ctrl-C goes to the whole group: whoever started this process ends it in order.
process.on('SIGINT', () => undefined);

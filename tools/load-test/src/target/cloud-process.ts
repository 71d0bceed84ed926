// Runs the local cloud beside the load, so that making it takes no time of the process that answers. Ends with whoever
// started it, however that ends.
import { startPackagedCloud } from '@acado/local-cloud';

const [root = '', region = '', ...services] = process.argv.slice(2);
const send = (message: object): void => void process.send?.(message);
let removeFolder = (): void => undefined;

// The terminal's Ctrl-C comes here too: what is under way is put right first.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => undefined);
const gone = new Promise<void>((resolve) => process.once('disconnect', resolve));

try {
  const cloud = await startPackagedCloud({
    ...{ root, region, services },
    onFolder: (remove) => void (removeFolder = remove),
    report: (level, source, message) => {
      if (level === 'error') process.stderr.write(`${source}: ${message}\n`);
    },
  });
  send({ outputs: cloud.outputs() });
  await gone;
  await cloud.stop();
} catch (error) {
  send({ problem: error instanceof Error ? error.message : String(error) });
}
removeFolder();
process.exit();

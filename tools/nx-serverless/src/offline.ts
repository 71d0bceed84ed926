// node offline.ts <service folder> [options of `sls offline`]
//
// Serves one service from source. Its AWS is the running local cloud or, when none runs, an embedded one with nothing
// but the service's own tables, buckets, queues and buses.
import { createCloud } from '@acado/local-cloud';
import { runningCloud } from '@acado/local-cloud/running';
import { spawn, spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataStackOf } from './offline/data-stack.ts';
import { probePort } from './offline/ports.ts';

/** The stage that the local cloud runs. */
const CLOUD_STAGE = 'local';
/** A server that does not end by itself by then is ended. */
const STOP_MILLISECONDS = 2_000;
const workspaceRoot = process.cwd();

async function main([folder = '', ...options]: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    strict: false, // the rest is serverless-offline's
    options: {
      stage: { type: 'string', default: CLOUD_STAGE },
      region: { type: 'string' },
      param: { type: 'string', multiple: true },
      httpPort: { type: 'string', default: '3000' },
    },
  });
  const { stage, region, param = [], httpPort } = values;
  if (!(await probePort(Number(httpPort))))
    throw new Error(`Port ${String(httpPort)} is taken: choose another with --httpPort <port>`);

  const running = stage === CLOUD_STAGE ? await runningCloud(workspaceRoot) : undefined;
  if (running && basename(folder) in running.services)
    return serve(folder, running.awsEndpoint, options);

  const configuration = print(folder, [
    `--stage=${String(stage)}`,
    ...(region ? [`--region=${String(region)}`] : []),
    ...param.map((value) => `--param=${String(value)}`),
  ]);
  const cloud = await embeddedCloud(configuration);
  try {
    await serve(folder, cloud.endpoint, options);
  } finally {
    await cloud.stop();
  }
}

/** The service with its variables resolved: says which tables there are without bundling anything. */
function print(folder: string, options: string[]): unknown {
  const { status, stdout, error } = spawnSync('sls', ['print', '--format=json', ...options], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stdout); // where the framework writes its errors
  return JSON.parse(stdout);
}

function embeddedCloud(configuration: unknown) {
  const { stack, region } = dataStackOf(configuration);
  const directory = join(workspaceRoot, '.local/offline', stack.stackName);
  return createCloud({ services: [stack], directory, region });
}

/** Runs serverless-offline to its end. */
async function serve(folder: string, endpoint: string, options: string[]): Promise<void> {
  console.log(`AWS: ${endpoint}`);
  // Its default for direct invocations, 3002, would allow one service at a time.
  const lambdaPort = await probePort(0);
  const defaults = ['--reloadHandler', '--noSponsor', `--lambdaPort=${lambdaPort}`];
  const sls = spawn('sls', ['offline', 'start', ...defaults, ...options], {
    cwd: folder,
    stdio: 'inherit',
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'offline',
      AWS_SECRET_ACCESS_KEY: 'offline',
    },
  });
  const stop = () => {
    sls.kill('SIGINT');
    setTimeout(() => sls.kill('SIGKILL'), STOP_MILLISECONDS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    sls.on('error', reject);
    sls.on('exit', (code) => resolve(code ?? 0));
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

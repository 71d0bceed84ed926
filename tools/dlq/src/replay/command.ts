import {
  type Command,
  CommandError,
  type Io,
  listenForInterrupt,
  readArguments,
} from '@acado/command-line';
import { basename, join, resolve } from 'node:path';
import type { Clients } from '../cloud/clients.ts';
import { ROOT, TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { findDeadLetterQueue } from '../list/find.ts';
import type { Origin } from '../list/origins.ts';
import { functionNameOf } from '../list/origins.ts';
import { peekWithProgress } from '../peek/command.ts';
import { readSaved } from '../peek/saved.ts';
import type { DeadLetter } from '../queue/message.ts';
import { measuredUsage } from '../redrive/measured.ts';
import { replayEvent } from './event.ts';
import { findFunction, type ReplayFunction } from './function.ts';
import { outcomeOf } from './outcome.ts';
import { packageServices } from './package-services.ts';
import { bringPayloads } from './payloads.ts';
import { replayText } from './render.ts';
import type { Sandbox } from './sandbox.ts';

const usage = `Usage: npm run --silent dlq replay -- <queue> --message <id> [options]
       npm run --silent dlq replay -- --file <saved> --function <service>/<key> [--message <id>]

Replays one message on this machine, against what the services are now: packages the function's service
and what it needs, runs them in a cloud of their own with nothing in it, and invokes the function with
exactly this message. Nothing of the real queue changes but what a look changes (see peek); nothing that
the function writes leaves this machine.

  --message <id>     the message, as peek and groups show it
  --file <file>      a message that peek --save or purge wrote, in place of a queue
  --function <s/k>   such as worker-b/storeOrders; default the consumer of the source queue
  --package <folder> another package of the service than the workspace's, such as an older build:
                     a folder with .serverless in it
  --no-package       do not package anew, take what is packaged
${TARGET_USAGE}
Payloads on S3 that the message points to are read and put into the replay's bucket; of another stage,
the message is given the name of that bucket. Rows that the function expects are not there.

Exit codes: 0 the function handled the message; 1 it failed or timed out; 2 wrong options, no such
message, or not packaged; 130 interrupted.

Example:
  npm run --silent dlq replay -- acado-worker-b-dev-orders-dlq --message 0b45207d-8c6b-4b1d-beb9-bdb8bc2f852d
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  message: { type: 'string' },
  file: { type: 'string' },
  function: { type: 'string' },
  package: { type: 'string' },
  'no-package': { type: 'boolean', default: false },
} as const;

/** Replays a message. */
export const replay: Command = {
  summary: 'one message on this machine, against the current build',
  usage,
  async run(args, io) {
    const { values: options, positionals } = readArguments(args, OPTIONS);
    const [queue, ...others] = positionals;
    if (others.length > 0 || (queue === undefined) === (options.file === undefined))
      throw new CommandError('Name one queue, or a file with --file\nSee --help');
    return withClients(options, async (clients) => {
      const found =
        options.file === undefined
          ? await fromQueue(clients, queue!, options.message, io)
          : fromFile(options.file, options.message);
      const wanted = options.function ?? found.consumer;
      if (wanted === undefined)
        throw new CommandError('Say which function, such as --function worker-b/storeOrders');
      const target = findFunction(ROOT, wanted);
      const other = options.package === undefined ? undefined : resolve(options.package);
      const own =
        other === undefined
          ? target.together
          : target.together.filter((one) => one !== target.folder);
      if (!options['no-package'] && own.length > 0) {
        io.stderr.write(`Packaging ${own.map((one) => basename(one)).join(', ')} …\n`);
        await packageServices(
          ROOT,
          own.map((one) => basename(one)),
        );
      }
      return replayWith(target, other, found.message, clients, { io, json: options.json });
    });
  },
};

/** A message, and the function that could not handle it. */
interface Found {
  message: DeadLetter;
  consumer?: string | undefined;
}

async function fromQueue(
  clients: Clients,
  name: string,
  id: string | undefined,
  io: Io,
): Promise<Found> {
  if (id === undefined) throw new CommandError('Say which message with --message');
  const queue = await findDeadLetterQueue(clients, name);
  const { messages } = await peekWithProgress(clients, queue, queue.visible + 100, io);
  const message = messages.find(({ messageId }) => messageId === id);
  if (!message) throw new CommandError(`${name} has no message ${id}, or somebody else holds it`);
  return { message, consumer: queue.origins.flatMap(functionsOf)[0] };
}

/** Functions that messages of an origin are for. */
function functionsOf(origin: Origin): string[] {
  if (origin.kind === 'queue') return origin.consumers;
  if (origin.kind === 'function') return [origin.function];
  return origin.targetArn.includes(':lambda:') ? [functionNameOf(origin.targetArn)] : [];
}

function fromFile(file: string, id: string | undefined): Found {
  const { messages } = readSaved(file);
  const wanted = id === undefined ? messages : messages.filter(({ messageId }) => messageId === id);
  const [message, ...others] = wanted;
  if (message && others.length === 0) return { message };
  const ids = messages.slice(0, 20).map(({ messageId }) => messageId);
  throw new CommandError(
    `--file ${file}: say which message with --message, such as ${ids.join(', ')}`,
  );
}

async function replayWith(
  { folder, key, together }: ReplayFunction,
  other: string | undefined,
  message: DeadLetter,
  clients: Clients,
  { io, json }: { io: Io; json: boolean },
): Promise<number> {
  // Only here: the local cloud takes longer to load than wrong options to explain.
  const { openSandbox } = await import('./sandbox.ts');
  let removeFolder = (): void => undefined;
  const interrupt = listenForInterrupt(() => {
    removeFolder();
    process.exit(130);
  });
  let sandbox: Sandbox | undefined;
  try {
    const service = other ?? join(ROOT, folder);
    const services = together.map((one) => (one === folder ? service : join(ROOT, one)));
    const region = clients.region;
    const onFolder = (remove: () => void): void => void (removeFolder = remove);
    sandbox = await openSandbox({ services, service: basename(service), key, region, onFolder });
    if (interrupt.signal.aborted) return 130;
    const brought = await bringPayloads(clients.s3, message, sandbox);
    for (const note of brought.notes) io.stderr.write(`${note}\n`);
    const invocation = await sandbox.invoke(replayEvent(brought.message, sandbox.queueArn));
    const architecture = measuredUsage(ROOT, sandbox.functionName)?.architecture ?? 'arm64';
    const outcome = outcomeOf(invocation, message.messageId, { region, architecture });
    io.stdout.write(
      json
        ? `${JSON.stringify({ function: sandbox.functionName, messageId: message.messageId, ...outcome, ...invocation }, null, 2)}\n`
        : replayText(sandbox.functionName, outcome, invocation),
    );
    if (interrupt.signal.aborted) return 130;
    return outcome.result === 'succeeded' ? 0 : 1;
  } finally {
    await sandbox?.close();
    interrupt.release();
  }
}

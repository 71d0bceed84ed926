import { type Command, CommandError, type Io, readArguments } from '@acado/command-line';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { bundleHash } from '../estimate/bundle.ts';
import { coresInUse } from '../evidence/run/machine.ts';
import { packageServices } from '../evidence/run/packages.ts';
import { serviceFolder } from '../estimate/service-folder.ts';
import { BUSY } from '../estimate/notes.ts';
import { shapeOf } from '../estimate/shape-of.ts';
import { readPackage } from '../estimate/template.ts';
import { USAGE_FILE, type UsageFile, usageFileText } from '../estimate/usage-file.ts';
import { summarise } from './summarise.ts';
import { type Workload, WORKLOADS } from './workloads.ts';

const usage = `Usage: npm run measure [-- service…] [-- options]

Packages services, runs them on the local cloud with the same seeded workload several times, and
writes what a business event takes of each function to services/<service>/usage.json: mean, and
standard error over the runs. Without a service all are measured; services that work together are
measured together. Nothing else should keep this machine busy meanwhile.

  --runs N      default 5, at least 2; one more run before them warms up
  --events N    business events of a run; default 400, of the baseline 120
  --seed N      default 1
  --check       write nothing
  --json        what was measured, as JSON

Exit codes: 0 measured; 1 the workload did not come to an end; 2 wrong input, or a function that the
workload does not reach.
`;

const OPTIONS = {
  runs: { type: 'string', default: '5' },
  events: { type: 'string' },
  seed: { type: 'string', default: '1' },
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Settings {
  runs: number;
  /** The workload's own number where it is not said. */
  events: number | undefined;
  seed: number;
  check: boolean;
  /** Of the machine by others, by core. */
  load: number;
  /** Somebody has had enough. */
  signal: AbortSignal;
}

/** Measures services. */
export const measure: Command = {
  summary: 'measure what services use, on the local cloud',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const workloads = workloadsOf(positionals);
    const settings = {
      runs: wholeOf('runs', values.runs, 2),
      events: values.events === undefined ? undefined : wholeOf('events', values.events, 20),
      seed: wholeOf('seed', values.seed, 0),
      check: values.check,
    };
    const stopping = new AbortController();
    const { signal } = stopping;
    const stop = () => stopping.abort();
    process.once('SIGINT', stop);
    try {
      const load = Number(((await coresInUse(signal)) / cpus().length).toFixed(2));
      if (load > BUSY)
        io.stderr.write(
          `This machine is busy (load ${load} per core): durations will be too long\n`,
        );
      const measured: UsageFile[] = [];
      const out = values.json ? { ...io, stdout: io.stderr } : io;
      for (const workload of workloads)
        measured.push(...(await measureWorkload(workload, { ...settings, load, signal }, out)));
      if (values.json) io.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
      return 0;
    } catch (error) {
      if (stopping.signal.aborted) throw new CommandError('Stopped', 130);
      throw error;
    } finally {
      process.off('SIGINT', stop);
    }
  },
};

function workloadsOf(names: readonly string[]): readonly Workload[] {
  const services = names.map((name) => serviceFolder(process.cwd(), name).service);
  const stranger = services.find(
    (service) => !WORKLOADS.some((workload) => workload.services.includes(service)),
  );
  if (stranger !== undefined)
    throw new CommandError(
      `No workload reaches ${stranger}: add one to tools/cost/src/measure/workloads.ts`,
    );
  return services.length === 0
    ? WORKLOADS
    : WORKLOADS.filter((workload) => workload.services.some((name) => services.includes(name)));
}

async function measureWorkload(
  workload: Workload,
  settings: Settings,
  io: Io,
): Promise<UsageFile[]> {
  const packages = await mkdtemp(join(tmpdir(), 'cost-packages-'));
  try {
    await packageServices(workload.services, packages, settings.signal);
    return await measurePackages(packages, workload, settings, io);
  } finally {
    await rm(packages, { recursive: true, force: true });
  }
}

async function measurePackages(
  below: string,
  workload: Workload,
  settings: Settings,
  io: Io,
): Promise<UsageFile[]> {
  const folders = workload.services.map((service) => join(below, service));
  const packages = folders.map(readPackage);
  // Only here: the local cloud takes longer to load than the other commands to run.
  const { runWorkload } = await import('./run.ts');
  const { records, warmUp } = await runWorkload(workload, {
    ...settings,
    events: settings.events ?? workload.eventsPerRun,
    folders,
    services: packages,
    progress: (line) => io.stderr.write(`${line}\n`),
  });
  const provenance = provenanceOf(workload, settings);
  const files: UsageFile[] = [];
  for (const [index, service] of workload.services.entries()) {
    const shape = shapeOf(packages[index]!);
    const codes = await Promise.all(
      shape.functions.map(
        async ({ key }) => [key, await bundleHash(folders[index]!, key)] as const,
      ),
    );
    const measured = summarise({
      ...{ service, event: workload.event, provenance, shape, codes: new Map(codes) },
      ...{ records, warmUp },
    });
    const file = join('services', service, USAGE_FILE);
    if (!settings.check) await writeFile(file, usageFileText(measured));
    io.stdout.write(`${settings.check ? 'Measured' : 'Wrote'} ${file}\n`);
    files.push(measured);
  }
  return files;
}

function provenanceOf(
  { services, description, eventsPerRun }: Workload,
  { runs, events = eventsPerRun, seed, load }: Settings,
): UsageFile['measured'] {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${memory}, ${platform()}, Node.js ${process.versions.node}`,
    load,
    command: `npm run measure -- ${services.join(' ')} --runs ${runs} --events ${events} --seed ${seed}`,
    workload: description,
    runs,
    eventsPerRun: events,
  };
}

function wholeOf(name: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < min)
    throw new CommandError(`--${name}: expected a whole number of at least ${min}, not "${text}"`);
  return value;
}

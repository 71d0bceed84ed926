import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startBed } from './accuracy/bed.ts';
import { casesOf, type Line, measure } from './accuracy/measure.ts';
import { maxCpuError, maxWait, maxWaitMs } from './accuracy/quiet.ts';

const help = `How long functions take in the sandbox, beside what AWS's rule, or AWS itself, makes of them.

  npx node tools/local-cloud/bench/accuracy.ts [options]

  --sizes        memory sizes of the functions of 200 ms and more    128,256,512,1024,1769,3008
  --short-sizes  memory sizes of the request of 17 ms                128,192,256,384,512,640,768,1024,1280,1769
  --runs         runs that count, of each function at each size      5
  --short-runs   runs that count, of the request at each size        30
  --ordinary     as one program among others, even if it may go before them
  --json         the lines as JSON
  --help

CPU-bound, I/O-bound and mixed functions are held against I/O time + CPU time / share of a vCPU (within 10 %), the CPU
time being what the same work takes with a whole one; the short request against measurements on AWS (within 15 %). All
of it runs beside another function that waits, as a tuner does. Where the system lets it (root on Linux) it goes before
other programs. Ends with 1 when a line is missed.`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '128,256,512,1024,1769,3008' },
    'short-sizes': { type: 'string', default: '128,192,256,384,512,640,768,1024,1280,1769' },
    runs: { type: 'string', default: '5' },
    'short-runs': { type: 'string', default: '20' },
    ordinary: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

/** On a machine that has other work, too, this one goes first where the system lets it. */
const isPreferred = process.env.ACCURACY_PREFERRED !== undefined;
if (
  !values.ordinary &&
  !isPreferred &&
  spawnSync('chrt', ['--fifo', '1', 'true'], { stdio: 'ignore' }).status === 0
) {
  const command = ['--fifo', '1', process.execPath, ...process.argv.slice(1)];
  const env = { ...process.env, ACCURACY_PREFERRED: 'yes' };
  process.exit(spawnSync('chrt', command, { stdio: 'inherit', env }).status ?? 1);
}

const numbers = (text: string): number[] => text.split(',').map(Number);
const sizes = numbers(values.sizes);
const shortSizes = numbers(values['short-sizes']);
const options = {
  ...{ sizes, shortSizes },
  runs: Number(values.runs),
  shortRuns: Number(values['short-runs']),
};
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

/** A line without a run that counts, too, is missed: nothing is known of it. */
const missOf = ({ deviation, allowed, runs }: Line): string => {
  if (runs === 0 || Number.isNaN(deviation)) return 'machine too busy';
  return Math.abs(deviation) <= allowed ? '' : `over ${allowed * 100} %`;
};

const bed = await startBed();
const lines: Line[] = [];
try {
  for (const found of casesOf(bed, options)) {
    const at = found.name === 'short request' ? shortSizes : sizes;
    lines.push(...(await measure(bed, found, at, progress)));
  }
} finally {
  progress('');
  await bed.stop();
}

const rounded = (number: number): number => Number(number.toFixed(1));

if (values.json) console.log(JSON.stringify(lines, undefined, 2));
else {
  console.table(
    lines.map((line) => ({
      function: line.function,
      'memory MB': line.memoryMb,
      'duration ms': rounded(line.durationMs),
      'expected ms': rounded(line.expectedMs),
      'deviation %': rounded(line.deviation * 100),
      'CPU ms': rounded(line.cpuMs),
      runs: line.runs,
      discarded: line.discarded,
      '': missOf(line),
    })),
  );
  console.log(
    `Discarded: runs in which the governor waited for a core for more than ${maxWait * 100} % of the duration (and ${maxWaitMs} ms), and runs whose CPU time was ${maxCpuError * 100} % (or half a millisecond) off what the work is to take. Measured ${isPreferred ? 'before other programs: with real-time priority' : 'among other programs, as one of them'}.`,
  );
}
const missed = lines.filter((line) => missOf(line) !== '');
if (missed.length > 0) {
  console.error(`${missed.length} of ${lines.length} lines are missed.`);
  process.exitCode = 1;
}

import { textTable } from '@acado/command-line';
import { parseArgs } from 'node:util';
import { openBed } from './adaptive/bed.ts';
import { type Comparison, type Run, runOnce } from './adaptive/compare.ts';
import { HEADING, rowOf, summarise, writeReport } from './adaptive/report.ts';

const help = `Whether adaptive sampling recommends what an exhaustive run does, and with how many invocations.

  npx nx run-many -t package -p worker-b,ingest-a,power-tuner && npx node tools/tune/bench/adaptive.ts [options]

  --functions    cpu,io,mixed,worker-b
  --repetitions  adaptive runs of each function                                 10
  --exhaustive   exhaustive runs of each function; the repetitions beyond them
                 are compared with the last one                                  1
  --num          invocations per size of an exhaustive run, the most of an
                 adaptive one                                                   50
  --sizes        128,256,512,1024,1769,3008
  --out          JSON, and Markdown beside it                 reports/adaptive.json
  --help

Every run is an execution of the power-tuner on the local cloud, one at a time: about 35 minutes by default. Ends
with 1 unless every function has the same recommendation in 9 of 10 repetitions with a quarter of the invocations.`;

const { values } = parseArgs({
  options: {
    functions: { type: 'string', default: 'cpu,io,mixed,worker-b' },
    repetitions: { type: 'string', default: '10' },
    exhaustive: { type: 'string', default: '1' },
    num: { type: 'string', default: '50' },
    sizes: { type: 'string', default: '128,256,512,1024,1769,3008' },
    out: { type: 'string', default: 'reports/adaptive.json' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const settings = {
  repetitions: Number(values.repetitions),
  exhaustive: Number(values.exhaustive),
  num: Number(values.num),
  powerValues: values.sizes.split(',').map(Number),
};

const comparisons: Comparison[] = [];
const bed = await openBed();
try {
  for (const subject of bed.subjects(values.functions.split(','))) {
    const { num, powerValues } = settings;
    let exhaustive: Run | undefined;
    for (let repetition = 1; repetition <= settings.repetitions; repetition += 1) {
      if (!exhaustive || repetition <= settings.exhaustive) {
        exhaustive = await runOnce(bed.tuner, subject, { num, powerValues, sampling: 'fixed' });
      }
      const adaptive = await runOnce(bed.tuner, subject, {
        num,
        powerValues,
        sampling: 'adaptive',
      });
      const comparison = { name: subject.name, repetition, exhaustive, adaptive };
      comparisons.push(comparison);
      console.error(
        `${subject.name} ${repetition}: ${exhaustive.choice} by ${exhaustive.invocations}, ${adaptive.choice} by ${adaptive.invocations}`,
      );
      // What takes an hour is not lost when it is ended early.
      await writeReport(values.out, { settings, comparisons });
    }
  }
} finally {
  await bed.close();
}

const summary = summarise(comparisons);
console.log(textTable([HEADING, ...summary.map(rowOf)], [1, 2, 3]));
if (summary.some(({ met }) => !met)) process.exitCode = 1;

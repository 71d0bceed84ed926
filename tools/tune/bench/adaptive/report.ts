import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import type { Comparison } from './compare.ts';

/** What the repetitions of a function say together. */
export interface Summary {
  name: string;
  repetitions: number;
  /** Repetitions in which both runs recommend the same. */
  same: number;
  /** Invocations of the adaptive runs, of those of the exhaustive ones. */
  share: number;
  largestShare: number;
  /** `arm64-512 (9), arm64-1024 (1)`. */
  exhaustive: string;
  adaptive: string;
  met: boolean;
}

export function summarise(comparisons: readonly Comparison[]): Summary[] {
  const names = [...new Set(comparisons.map(({ name }) => name))];
  return names.map((name) => {
    const own = comparisons.filter((comparison) => comparison.name === name);
    const same = own.filter(({ exhaustive, adaptive }) => exhaustive.choice === adaptive.choice);
    const shares = own.map(
      ({ exhaustive, adaptive }) => adaptive.invocations / exhaustive.invocations,
    );
    const largestShare = Math.max(...shares);
    return {
      ...{ name, repetitions: own.length, same: same.length, largestShare },
      share: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      exhaustive: tally(own.map(({ exhaustive }) => exhaustive.choice)),
      adaptive: tally(own.map(({ adaptive }) => adaptive.choice)),
      met: same.length >= 0.9 * own.length && largestShare <= 0.25,
    };
  });
}

const tally = (choices: readonly string[]): string =>
  [...new Set(choices)]
    .map((choice) => `${choice} (${choices.filter((one) => one === choice).length})`)
    .join(', ');

export const HEADING = ['function', 'same', 'invocations', 'most', 'exhaustive', 'adaptive'];

/** A summary as cells below the heading. */
export const rowOf = (line: Summary): string[] => [
  line.name,
  `${line.same} of ${line.repetitions}`,
  percent(line.share),
  percent(line.largestShare),
  line.exhaustive,
  line.adaptive,
];

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** Writes the comparisons as JSON, and what they say together as Markdown beside it. */
export async function writeReport(
  file: string,
  { settings, comparisons }: { settings: object; comparisons: readonly Comparison[] },
): Promise<void> {
  const summary = summarise(comparisons);
  const at = new Date().toISOString();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const report = { at, machine, settings, summary, comparisons };
  const table = [HEADING, HEADING.map(() => '---'), ...summary.map(rowOf)];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(
    file.replace(/(\.json)?$/, '.md'),
    `# Adaptive sampling beside exhaustive runs

${at.slice(0, 10)}, ${machine}, by \`npx node tools/tune/bench/adaptive.ts\`. \`same\`: both recommend the same size.
\`invocations\`: of the adaptive runs, as a share of the exhaustive ones; \`most\`: the largest share.

${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`,
  );
}

import { CommandError } from '@acado/command-line';
import { yamlSource } from '@acado/serverless-config/source';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Estimate, estimate, type EstimateOptions } from '../estimate/estimate.ts';
import { readIfThere } from '../estimate/read-if-there.ts';
import type { Report } from '../estimate/report.ts';
import type { ServiceFolder } from '../estimate/service-folder.ts';
import type { ServiceShape } from '../estimate/service-shape.ts';
import { shapeOf } from '../estimate/shape-of.ts';
import { parseUsageFile, USAGE_FILE, type UsageFile } from '../estimate/usage-file.ts';
import { basePackage } from './base-package.ts';
import { BUDGET_FILE, type Budget, budgetOf } from './budget.ts';
import { type Change, changesBetween } from './changes.ts';
import { commentOf } from './comment.ts';
import { compare, type Comparison } from './compare.ts';
import { mergeBase, type Revision } from './git.ts';
import { usageChanges } from './usage-changes.ts';
import { judge, type Verdict } from './verdict.ts';

/** Where comments are left for CI, below the workspace. */
export const COMMENTS = 'reports/cost';
/** Where prices are kept. */
const PRICE_BOOK = 'libs/pricing/src/book/regions';

/** What the gate says of a change. */
export interface GateResult {
  /** The commit that it was compared with. */
  base: string;
  comparison: Comparison;
  verdict: Verdict;
  changes: Change[];
  /** Markdown. */
  comment: string;
  /** Where the comment was written, relative to the workspace. */
  file: string;
}

/**
 * Compares a service with what it was where the change branched off, and judges the difference by its budget.
 *
 * @param base A revision, such as `main`.
 * @throws {CommandError} If there is no budget, no such revision, or the base can't be packaged.
 */
export async function gate(
  folder: ServiceFolder,
  { estimate: after, options, notes }: Report,
  base: string,
): Promise<GateResult> {
  const { root, path, service } = folder;
  const now = (file: string): string | undefined => readIfThere(join(root, file));
  const budget = budgetFor(now(BUDGET_FILE), service, options.region);
  const revision = mergeBase(root, base);
  const old = await pricedBefore(folder, after, options, revision);
  const source = (read: (file: string) => string | undefined) =>
    yamlSource(read, { root: path, stage: after.shape.stage });
  const file = `${path}/${USAGE_FILE}`;
  const changes = [
    ...changesBetween(
      { shape: old.shape, source: source(revision.read) },
      { shape: after.shape, source: source(now) },
    ),
    ...(old.priced
      ? usageChanges(old.priced.usage, after.usage, { file, text: now(file) ?? '' })
      : []),
  ];
  const comparison = compare(old.priced, after, options);
  const verdict = judge(comparison, budget, budgetBefore(revision, service));
  const comment = commentOf({
    ...{ service, event: after.usage.event, region: options.region, comparison, verdict, changes },
    files: revision.changed([path, 'libs/serverless-config']),
    notes: [
      ...old.notes,
      ...priceNotes(revision),
      ...notes,
      `Compared with ${revision.commit.slice(0, 12)}.`,
    ],
  });
  const written = `${COMMENTS}/${service}.md`;
  mkdirSync(join(root, COMMENTS), { recursive: true });
  writeFileSync(join(root, written), comment);
  return { base: revision.commit, comparison, verdict, changes, comment, file: written };
}

/** What AWS charges is nobody's change: it shows in what both sides cost, and not in the difference. */
function priceNotes(revision: Revision): string[] {
  const files = revision.changed([PRICE_BOOK]);
  return files.length === 0
    ? []
    : [`Prices changed (${files.join(', ')}): both sides are priced with those of now.`];
}

function budgetFor(text: string | undefined, service: string, region: string): Budget {
  const budget = budgetOf(text, service);
  if (budget.region !== region)
    throw new CommandError(
      `${BUDGET_FILE} is for ${budget.region}: without --base a service can be priced in ${region}`,
    );
  return budget;
}

/** `undefined` where there was none, or none that could be read. */
function budgetBefore(revision: Revision, service: string): Budget | undefined {
  try {
    return budgetOf(revision.read(BUDGET_FILE), service);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

interface Before {
  shape: ServiceShape | undefined;
  /** `undefined` when the service is new, or what it was can't be priced. */
  priced: Estimate | undefined;
  notes: string[];
}

async function pricedBefore(
  folder: ServiceFolder,
  after: Estimate,
  options: EstimateOptions,
  revision: Revision,
): Promise<Before> {
  const packaged = await basePackage(folder, after.shape.stage, revision);
  if (!packaged)
    return {
      shape: undefined,
      priced: undefined,
      notes: ['The service is new: all of it counts.'],
    };
  const shape = shapeOf(packaged);
  const usage = usageBefore(folder, revision);
  if (usage) {
    const priced = attempt(() => estimate(shape, usage, options));
    if (priced) return { shape, priced, notes: [] };
  }
  // What is new in the file is told of a template that is not new: both sides are priced with it.
  const priced = attempt(() => estimate(shape, after.usage, options));
  if (!priced)
    throw new CommandError(
      `What ${folder.service} was at ${revision.commit.slice(0, 12)} was not measured, neither there nor here`,
    );
  return {
    ...{ shape, priced },
    notes: ['What it was has no measurement of its own: both are priced with the one here.'],
  };
}

function usageBefore({ path, service }: ServiceFolder, revision: Revision): UsageFile | undefined {
  const file = `${path}/${USAGE_FILE}`;
  return attempt(() => parseUsageFile(revision.read(file), file, service));
}

/** `undefined` for what the user could put right, if it were not in the past. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

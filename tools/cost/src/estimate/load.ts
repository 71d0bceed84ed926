import { join } from 'node:path';
import { bundleHash } from './bundle.ts';
import { estimate, type EstimateOptions, noiseOf } from './estimate.ts';
import { notesOf } from './notes.ts';
import { readIfThere } from './read-if-there.ts';
import type { Report } from './report.ts';
import type { ServiceFolder } from './service-folder.ts';
import { shapeOf } from './shape-of.ts';
import { readPackage } from './template.ts';
import { parseUsageFile, USAGE_FILE } from './usage-file.ts';

/** Prices a service of the workspace as it is now. */
export async function reportOf(
  { root, path, service }: ServiceFolder,
  options: EstimateOptions,
): Promise<Report> {
  const folder = join(root, path);
  const shape = shapeOf(readPackage(folder));
  const file = `${path}/${USAGE_FILE}`;
  const usage = parseUsageFile(readIfThere(join(root, file)), file, service);
  const priced = estimate(shape, usage, options);
  const codes = await Promise.all(
    shape.functions.map(async ({ key }) => [key, await bundleHash(folder, key)] as const),
  );
  return {
    estimate: priced,
    options,
    noise: noiseOf(priced, options),
    notes: notesOf(priced, new Map(codes)),
  };
}

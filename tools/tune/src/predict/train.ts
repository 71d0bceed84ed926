#!/usr/bin/env node
// Learns what predictions rest on from the reference measurements, all families together, and
// measures how far predictions are off, the family in question left out:
//   npx node tools/tune/src/predict/train.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { evaluate } from './evaluate.ts';
import { learntFrom, measuredBand } from './learnt.ts';
import { readCurves } from './measurements/measurements.ts';

const folder = join(import.meta.dirname, '../../../../libs/tuning/src/curve');

async function write(name: string, value: unknown): Promise<void> {
  const filepath = join(folder, name);
  const config = await resolveConfig(filepath);
  writeFileSync(filepath, await format(JSON.stringify(value), { ...config, filepath }));
}

const curves = readCurves();
await write('prior.json', learntFrom(curves));
await write('reference-band.json', measuredBand(evaluate(curves)));

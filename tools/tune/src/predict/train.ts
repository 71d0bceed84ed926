#!/usr/bin/env node
// Learns what predictions rest on from the reference measurements, all families together:
//   node tools/tune/src/predict/train.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { learnFrom } from './leave-one-family-out.ts';
import { readCurves } from './measurements/measurements.ts';

const file = join(import.meta.dirname, '../../../../libs/tuning/src/curve/prior.json');

const rounded = Object.fromEntries(
  Object.entries(learnFrom(readCurves())()).map(([property, shares]) => [
    property,
    shares.map((share) => Number(share.toFixed(4))),
  ]),
);
const config = await resolveConfig(file);
writeFileSync(file, await format(JSON.stringify(rounded), { ...config, filepath: file }));

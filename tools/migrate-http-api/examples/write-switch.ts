// Writes the plans of the examples anew: node tools/migrate-http-api/examples/write-switch.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { switchExamples } from '../src/switch/testing/examples.ts';

for (const [file, content] of switchExamples()) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

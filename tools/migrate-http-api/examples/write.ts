// Writes the outputs of the examples anew: node tools/migrate-http-api/examples/write.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exampleFiles } from '../src/testing/examples.ts';

for (const [file, content] of exampleFiles()) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

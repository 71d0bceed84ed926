import { readFileSync } from 'node:fs';
import { switchExamples } from './testing/examples.ts';

it.each(switchExamples())('%s is as it would be written', (file, content) => {
  expect(readFileSync(file, 'utf8')).toBe(content);
});

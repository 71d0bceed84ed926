import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';
import { parse } from 'yaml';

const file = join(import.meta.dirname, '../../state-machine.yml');

const getAtt = {
  tag: '!GetAtt',
  resolve: (name: string) =>
    `arn:aws:lambda:us-east-1:123456789012:function:${name.replace(/\.Arn$/, '')}`,
};

const processorSchema = z.object({
  StartAt: z.string(),
  States: z.record(z.string(), z.unknown()),
});

/** The definition as the state machine gets it, with made-up functions. */
export const readDefinition = () =>
  processorSchema
    .loose()
    .parse(parse(readFileSync(file, 'utf8'), { customTags: [getAtt], merge: true }));

// It has no types.
const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  errors: unknown[];
};

/** What an independent validator of the Amazon States Language finds wrong. */
export const validateDefinition = (definition: unknown): unknown[] => validate(definition).errors;

import { type Command, CommandError, type Io, readOptions } from '@acado/command-line';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnknownPriceError, UnpricedUsageError } from '@acado/pricing';
import * as z from 'zod';
import type { Adviser, Report } from './adviser.ts';
import { capacity } from './capacity/adviser.ts';
import { page } from './chart.ts';
import { provisionedConcurrency } from './provisioned-concurrency/adviser.ts';
import { s3Lifecycle } from './s3-lifecycle/adviser.ts';

const ADVISERS: Readonly<Record<string, Adviser>> = {
  'provisioned-concurrency': provisionedConcurrency,
  capacity,
  's3-lifecycle': s3Lifecycle,
};

const usage = `Usage: npm run --silent advise -- <topic> [options] < question.json

Reads a JSON document on standard input and prints advice: a table on a terminal, otherwise JSON.

${Object.entries(ADVISERS)
  .map(([name, { summary }]) => `  ${name.padEnd(25)}${summary}`)
  .join('\n')}

  --input FILE     read the document from a file
  --template FILE  capacity only, may be repeated: take the components from compiled CloudFormation
                   templates (services/*/.serverless/cloudformation-template-update-stack.json)
  --json           JSON on a terminal too
  --table          the table, wherever it goes
  --out DIR        also write <topic>.json and <topic>.html, a page with the curves
  --schema         print the JSON Schema of the document and read nothing
  --example        print a document and read nothing

Exit codes: 0 advised; 1 the price book lacks a price (region and item are named); 2 wrong input
(the field is named), no input, or wrong options.

Example:
  npm run --silent advise -- s3-lifecycle --example | npm run --silent advise -- s3-lifecycle
`;

const OPTIONS = {
  input: { type: 'string' },
  template: { type: 'string', multiple: true, default: [] as string[] },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
  schema: { type: 'boolean', default: false },
  example: { type: 'boolean', default: false },
} as const;

/** Answers questions of capacity and cost. */
export const advise: Command = {
  summary: 'provisioned concurrency, capacity and S3 lifecycle rules',
  usage,
  async run([topic = '', ...args], io) {
    const adviser = Object.hasOwn(ADVISERS, topic) ? ADVISERS[topic] : undefined;
    if (!adviser) {
      const known = Object.keys(ADVISERS).join(', ');
      throw new CommandError(`Expected one of ${known}; not "${topic}"\nSee --help`);
    }
    const options = readOptions(args, OPTIONS);
    if (options.json && options.table) throw new CommandError('Choose one of --json and --table');
    const print = (value: unknown) => io.stdout.write(json(value));
    if (options.schema) print(z.toJSONSchema(adviser.schema, { io: 'input' }));
    else if (options.example) print(adviser.example);
    else {
      const document = await readDocument(io, options.input);
      const report = ask(adviser, await completed(adviser, document, options.template));
      if (options.out !== undefined) await writeOut(options.out, topic, report);
      if (options.table || (io.stdout.isTTY === true && !options.json)) {
        io.stdout.write(report.text);
      } else print(report.advice);
    }
    return 0;
  },
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function ask(adviser: Adviser, document: unknown): Report {
  try {
    return adviser.advise(document);
  } catch (error) {
    // A line of the bill is no notion of whoever asked: only region and item are.
    if (error instanceof UnpricedUsageError) {
      const messages = error.problems.map((problem) => problem.error.message);
      throw new CommandError([...new Set(messages)].join('\n'), 1);
    }
    if (error instanceof UnknownPriceError) throw new CommandError(error.message, 1);
    throw error;
  }
}

async function completed(adviser: Adviser, document: unknown, files: readonly string[]) {
  if (files.length === 0) return document;
  if (!adviser.complete) throw new CommandError('--template: only for capacity');
  const templates: unknown[] = [];
  for (const file of files) templates.push(parseJson(await readText(file, '--template'), file));
  return adviser.complete(document, templates);
}

async function writeOut(folder: string, topic: string, { advice, text, charts }: Report) {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${topic}.json`), json(advice));
    await writeFile(join(folder, `${topic}.html`), page(topic, charts, text));
  } catch (error) {
    throw new CommandError(`--out ${folder}: ${(error as Error).message}`);
  }
}

async function readDocument(io: Io, file: string | undefined): Promise<unknown> {
  if (file !== undefined) return parseJson(await readText(file, '--input'), file);
  if (io.stdin.isTTY) throw new CommandError(`Expected a document on standard input\n\n${usage}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of io.stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  if (text.trim() === '') throw new CommandError('Standard input is empty: expected a document');
  return parseJson(text, 'Standard input');
}

async function readText(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${option} ${file}: ${(error as Error).message}`);
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${what} is not JSON: ${(error as Error).message}`);
  }
}

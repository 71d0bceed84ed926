import { type Command, CommandError, type Io, readOptions } from '@acado/command-line';
import {
  billToJson,
  measureUsage,
  meters,
  priceMeasured,
  UnpricedUsageError,
  UsageError,
  usageJsonSchema,
} from '@acado/pricing';
import { billTable } from './bill-table.ts';

const usage = `Usage: npm run --silent price [-- options] < usage.json

Reads a JSON array of usage lines on standard input and prints them priced, with the total, in USD
at list prices. On a terminal it prints a table, otherwise JSON:

  { "lines": [{ …usage, "unitPrices": [{ "item", "quantity", "price", "source", … }], "cost" }],
    "total", "currency": "USD" }

  --json        JSON on a terminal too
  --table       the table, wherever it goes
  --month       the lines are one month of one account: lines of the same region and item share
                the volume tiers, in their order (otherwise each line stands alone)
  --free-tier   take off the monthly free tier, once for all lines (means --month)
  --schema      print the JSON Schema of the input and read nothing
  --example     print one usage line for each meter and read nothing

Exit codes: 0 priced; 1 the price book lacks a price (region and item are named); 2 wrong input or
options (line and field are named).

Example:
  echo '[{ "meter": "rest-api", "region": "us-east-1", "requests": 1000000 }]' | npm run --silent price
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
  month: { type: 'boolean', default: false },
  'free-tier': { type: 'boolean', default: false },
  schema: { type: 'boolean', default: false },
  example: { type: 'boolean', default: false },
} as const;

/** Prices usage lines. */
export const price: Command = {
  summary: 'price usage lines from standard input',
  usage,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    if (options.json && options.table) throw new CommandError('Choose one of --json and --table');
    const print = (value: unknown) => io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    if (options.schema) print(usageJsonSchema());
    else if (options.example) print(meters.map(({ example }) => example));
    else {
      const bill = priced(await readLines(io), options.month, options['free-tier']);
      const asTable = options.table || (io.stdout.isTTY === true && !options.json);
      if (asTable) io.stdout.write(billTable(bill));
      else print(billToJson(bill));
    }
    return 0;
  },
};

function priced(lines: readonly unknown[], month: boolean, freeTier: boolean) {
  try {
    return priceMeasured(measureUsage(lines), { month, freeTier });
  } catch (error) {
    if (error instanceof UnpricedUsageError) throw new CommandError(error.message, 1);
    if (error instanceof UsageError) throw new CommandError(error.message);
    throw error;
  }
}

async function readLines({ stdin }: Io): Promise<unknown[]> {
  if (stdin.isTTY) throw new CommandError(`Expected usage lines on standard input\n\n${usage}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  if (text.trim() === '') throw new CommandError('Standard input is empty: expected usage lines');
  const lines = parseJson(text);
  if (!isArray(lines)) throw new CommandError('Expected a JSON array of usage lines');
  return lines;
}

const isArray = (value: unknown): value is unknown[] => Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`Standard input is not JSON: ${(error as Error).message}`);
  }
}

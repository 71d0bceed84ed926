import { existsSync, readFileSync } from 'node:fs';
import { CommandError } from '@acado/command-line';
import { z } from 'zod';
import type { BodySizes, Traffic } from './traffic.ts';

const count = z.int().min(0);
const amount = z.number().min(0);
const bodySizes = z
  .strictObject({
    mean: amount.optional(),
    p50: amount.optional(),
    p90: amount.optional(),
    p99: amount.optional(),
    max: amount.optional(),
  })
  .refine(({ p50, p90, p99, max }) => {
    const known = [p50, p90, p99, max].filter((size) => size !== undefined);
    return known.every((size, index) => size >= (known[index - 1] ?? 0));
  }, 'a percentile is no smaller than those below it');

/** What `--traffic` reads. */
const trafficSchema = z.strictObject({
  requests: count.optional(),
  region: z.string().optional(),
  bodyKb: bodySizes.optional(),
  headerBytes: count.optional(),
  latencyMs: amount.optional(),
  audiences: count.optional(),
  jwks: z.strictObject({ ms: amount.optional(), bytes: count.optional() }).optional(),
  function: z
    .strictObject({
      memoryMb: z.int().min(128).max(10_240),
      architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
      ms: amount.optional(),
    })
    .optional(),
  validationMs: amount.optional(),
  cacheHits: z.number().min(0).max(1).optional(),
});

/** Options about traffic, for `parseArgs`. */
export const TRAFFIC_OPTIONS = {
  traffic: { type: 'string' },
  requests: { type: 'string' },
  'body-kb': { type: 'string' },
  'header-bytes': { type: 'string' },
  'latency-ms': { type: 'string' },
  audiences: { type: 'string' },
  'jwks-ms': { type: 'string' },
  'jwks-bytes': { type: 'string' },
  memory: { type: 'string' },
  architecture: { type: 'string' },
  ms: { type: 'string' },
  'validation-ms': { type: 'string' },
  'cache-hits': { type: 'string' },
} as const;

export const TRAFFIC_USAGE = `  --requests <n>           requests a month (default: a million, for the comparison alone)
  --body-kb <sizes>        KB of request bodies: their mean, or percentiles as p50=2,p90=40,p99=600,max=3000
  --memory <MB>            memory of the function behind the routes
  --architecture <name>    of that function: arm64 or x86_64 (default: arm64)
  --ms <n>                 milliseconds that it takes
  --validation-ms <n>      milliseconds that validation takes when it moves into the function
  --cache-hits <share>     share of the requests, 0 to 1, that the cache answers today
  --header-bytes <n>       largest request line and headers, in bytes
  --latency-ms <n>         slowest answer, in ms
  --audiences <n>          client ids that a JWT authorizer is to accept
  --jwks-ms, --jwks-bytes  what the issuer's key set takes to fetch, and its size
  --traffic <file>         all of that as JSON: { "requests", "region", "bodyKb": { "mean" | "p50" … },
                           "function": { "memoryMb", "architecture", "ms" }, "validationMs", "cacheHits",
                           "headerBytes", "latencyMs", "audiences", "jwks": { "ms", "bytes" } };
                           options go first
`;

/** What the options are called in the schema. */
const OPTION_OF: Readonly<Record<string, string>> = {
  requests: '--requests',
  bodyKb: '--body-kb',
  headerBytes: '--header-bytes',
  latencyMs: '--latency-ms',
  audiences: '--audiences',
  'jwks.ms': '--jwks-ms',
  'jwks.bytes': '--jwks-bytes',
  'function.memoryMb': '--memory',
  'function.architecture': '--architecture',
  'function.ms': '--ms',
  validationMs: '--validation-ms',
  cacheHits: '--cache-hits',
};

type Values = { [Option in keyof typeof TRAFFIC_OPTIONS]?: string | undefined };

/**
 * What the options, and the file that they name, say of the traffic.
 *
 * @throws {CommandError} naming option or field.
 */
export function readTraffic(values: Values, region: string | undefined): Traffic {
  const file = values.traffic === undefined ? {} : readFile(values.traffic);
  const number = (option: keyof Values): number | undefined => numberOf(option, values[option]);
  const jwks = { ms: number('jwks-ms'), bytes: number('jwks-bytes') };
  const memoryMb = number('memory') ?? file.function?.memoryMb;
  for (const option of ['ms', 'architecture'] as const)
    if (values[option] !== undefined && memoryMb === undefined)
      throw new CommandError(`--${option}: say --memory, too`);
  const own = parsed(undefined, {
    requests: number('requests'),
    bodyKb: values['body-kb'] === undefined ? undefined : sizesOf(values['body-kb']),
    headerBytes: number('header-bytes'),
    latencyMs: number('latency-ms'),
    audiences: number('audiences'),
    jwks:
      jwks.ms === undefined && jwks.bytes === undefined
        ? undefined
        : { ...file.jwks, ...defined(jwks) },
    function:
      memoryMb === undefined
        ? undefined
        : {
            ...file.function,
            ...defined({ memoryMb, architecture: values.architecture, ms: number('ms') }),
          },
    validationMs: number('validation-ms'),
    cacheHits: number('cache-hits'),
  });
  return { ...file, ...defined(own), region: region ?? file.region ?? 'us-east-1' };
}

const defined = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>;

function readFile(path: string): z.output<typeof trafficSchema> {
  if (!existsSync(path)) throw new CommandError(`--traffic: there is no ${path}`);
  try {
    return parsed(path, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`--traffic: ${path} can't be read as JSON: ${String(error)}`);
  }
}

/** @param file Where it is written; options are named where there is none. */
function parsed(file: string | undefined, value: unknown): z.output<typeof trafficSchema> {
  const { data, error } = trafficSchema.safeParse(value);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => {
    const field = path.join('.');
    const name = file === undefined ? (OPTION_OF[field] ?? OPTION_OF[String(path[0])]) : field;
    return `${name ?? field}: ${message}`;
  });
  throw new CommandError(`${file === undefined ? '' : `${file}: `}${problems.join('; ')}`);
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text.replaceAll('_', ''));
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new CommandError(`--${option}: Expected a number, not "${text}"`);
}

/** `20`, or `p50=2,p90=40`. */
function sizesOf(text: string): BodySizes {
  if (!text.includes('=')) return { mean: numberOf('body-kb', text) };
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', size = ''] = part.split('=');
      return [name.trim(), numberOf('body-kb', size)];
    }),
  );
}

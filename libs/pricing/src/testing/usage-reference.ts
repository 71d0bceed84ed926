// Writes USAGE.md out of the meters: node libs/pricing/src/testing/usage-reference.ts > libs/pricing/USAGE.md
import { usageJsonSchema } from '../usage-schema.ts';

interface Field {
  description?: string;
  type?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

interface Line {
  description: string;
  required: string[];
  properties: Record<string, Field & { const?: string }>;
  examples: object[];
}

/** Fields of every line, described once. */
const COMMON = ['meter', 'region', 'label', 'before'];

const limits = ({ type, enum: words, minimum, maximum = Infinity }: Field): string => {
  if (words) return `one of ${words.map((word) => `\`${String(word)}\``).join(', ')}`;
  if (type !== 'integer' && type !== 'number') return type ?? 'any';
  const kind = type === 'integer' ? 'whole number' : 'number';
  return maximum < Number.MAX_SAFE_INTEGER
    ? `${kind}, ${minimum} to ${maximum}`
    : `${kind}, at least ${minimum}`;
};

const presence = (name: string, field: Field, required: string[]): string => {
  if (required.includes(name)) return 'required';
  return field.default === undefined ? 'optional' : `default \`${JSON.stringify(field.default)}\``;
};

/** As Prettier writes it: a short array stays on its line. */
const pretty = (example: unknown): string =>
  JSON.stringify(example, null, 2).replace(/\[\s+(\d+)\s+\]/g, '[$1]');

const section = ({ description, required, properties, examples }: Line): string => {
  const fields = Object.entries(properties)
    .filter(([name]) => !COMMON.includes(name))
    .map(
      ([name, field]) =>
        `- \`${name}\` (${limits(field)}; ${presence(name, field, required)}): ${field.description}`,
    );
  const example = ['```json', pretty(examples[0]), '```'];
  return [
    `## ${properties.meter?.const}`,
    '',
    `${description}.`,
    '',
    ...fields,
    '',
    ...example,
  ].join('\n');
};

/** The reference of usage lines, in Markdown. */
export function usageReference(): string {
  const { items } = usageJsonSchema() as { items: { oneOf: Line[] } };
  const before = { 'sqs.requests.standard': 90_000_000_000 };
  const head = `# Usage lines

Made from the schemas by \`src/testing/usage-reference.ts\`. Every line has \`meter\` and \`region\`, and may have

- \`label\`: a text of yours, such as a service's name, that the priced line carries too
- \`before\`: units already used this month, by item of the price book, where the volume tiers of the line begin; for
  instance \`"before": ${JSON.stringify(before)}\`

Unknown fields are refused.`;
  return `${[head, ...items.oneOf.map(section)].join('\n\n')}\n`;
}

if (import.meta.main) process.stdout.write(usageReference());

import { plain, tableMarkdown } from '@acado/cost/render';
import type { Plan, Precondition, Step } from './plan.ts';
import { alarmsCommand } from '../strategies/common.ts';

const shell = (commands: readonly string[]): string[] =>
  commands.length === 0 ? [] : [['```sh', ...commands.map(wrapped), '```'].join('\n')];

const LONGEST = 100;

/** Breaks a long command before its options, where no quote is open. */
function wrapped(command: string): string {
  const isPlain = command.startsWith('aws ') && !/\$\(|[|>]/.test(command);
  if (command.length <= LONGEST || !isPlain) return command;
  let quote = '';
  let result = '';
  for (const [index, character] of [...command].entries()) {
    if (quote === '' && command.startsWith(' --', index)) result += ' \\\n ';
    if (character === "'" || character === '"')
      quote = quote === '' ? character : quote === character ? '' : quote;
    result += character;
  }
  return result;
}

const WATCHED: string[][] = [
  ['requests', 'Count', 'Count'],
  ['client errors', '4XXError', '4xx'],
  ['server errors', '5XXError', '5xx'],
  ['latency p50, p95, p99', 'Latency', 'Latency'],
  ['the function’s part of it', 'IntegrationLatency', 'IntegrationLatency'],
  ['dimensions', 'ApiName, Stage', 'ApiId, Stage'],
];

/** A plan as a numbered runbook. */
export function runbookOf(plan: Plan): string {
  const { inputs, preconditions, steps, end, files, notes, docs } = plan;
  return [
    `# ${plain(plan.title)}`,
    plain(plan.summary),
    ...(notes.length > 0 ? [notes.map((note) => `- ${plain(note)}`).join('\n')] : []),
    [
      ...[`- REST API \`${inputs.rest.id}\`, stage \`${inputs.rest.stage}\``],
      `- HTTP API \`${inputs.http.id}\`, stage \`${inputs.http.stage}\``,
      `- ${plain(inputs.region)}, ${plain(inputs.domain)}`,
      ...files.map(({ name, what }) => `- \`${name}\`: ${plain(what)}`),
    ].join('\n'),
    'Run all commands in one shell, in the folder of this file: later ones use what earlier ones kept in variables.',
    '## Before',
    ...preconditions.map(precondition),
    '## Steps',
    ...steps.map((step, index) => stepText(step, index + 1)),
    '## What to watch',
    tableMarkdown({
      head: ['AWS/ApiGateway', 'REST API', 'HTTP API'],
      rows: WATCHED,
      numbersFrom: 3,
    }),
    'The functions’ own `Errors`, `Throttles`, `Duration` and `ConcurrentExecutions` (AWS/Lambda) count both APIs together. Alarms that are on:',
    ...shell([alarmsCommand(inputs)]),
    '## The end',
    ...end.map((step, index) => stepText(step, steps.length + index + 1)),
    '## Documentation',
    docs.map((url) => `- <${url}>`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const precondition = ({ what, why, commands, expected, docs }: Precondition): string =>
  [
    `### ${plain(what)}`,
    plain(why) + (docs === undefined ? '' : ` [documentation](${docs})`),
    ...shell(commands),
    `Expected: ${plain(expected)}.`,
  ].join('\n\n');

const stepText = ({ title, percent, why, commands, goOn, back }: Step, number: number): string =>
  [
    `### ${number}. ${plain(title)}`,
    ...(percent === undefined ? [] : [`**${percent} % at the HTTP API.**`]),
    ...(why === undefined ? [] : [plain(why)]),
    ...shell(commands),
    `Go on: ${plain(goOn)}.`,
    `Way back: ${plain(back.takes)}.`,
    ...shell(back.commands),
  ].join('\n\n');

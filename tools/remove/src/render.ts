import { textTable } from '@acado/command-line';
import type { Doomed, Holding } from './inventory.ts';
import type { Contents, Leftover } from './ports.ts';
import type { Outcome } from './remove-stack.ts';

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

export function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${UNITS[power]}`;
}

function contentsText({ kind, contents }: Holding): string {
  const unit = kind === 'bucket' ? 'object' : kind === 'table' ? 'item' : 'message';
  return `${countText(contents)} ${unit}${plural(contents.count)}${contents.bytes ? `, ${sizeText(contents.bytes)}` : ''}`;
}

const plural = (count: number) => (count === 1 ? '' : 's');

const countText = ({ count, isMore }: Contents) =>
  `${isMore ? 'over ' : ''}${count.toLocaleString('en')}`;

/** What a removal would remove, as a person reads it before agreeing. */
export function inventoryText(doomed: readonly Doomed[], where: string): string {
  const parts = doomed.map(({ stack, resources, holdings }, index) => {
    const rows = holdings.map((holding) => [
      `     ${holding.kind}`,
      holding.name,
      contentsText(holding),
      holding.isRetained ? 'stays' : '',
    ]);
    const state = /^(CREATE|UPDATE)_COMPLETE$/.test(stack.status) ? '' : `, ${stack.status}`;
    const title = `${String(index + 1).padStart(3)}. ${stack.name}: ${resources.length} resource${plural(resources.length)}${state}${stack.isProtected ? ', protected' : ''}`;
    return [title, ...(rows.length > 0 ? [textTable(rows, []).trimEnd()] : [])].join('\n');
  });
  return `To be removed ${where}, in this order:\n\n${parts.join('\n')}\n`;
}

/** How the removal ended. */
export function outcomeText(doomed: readonly Doomed[], outcomes: Map<string, Outcome>): string {
  const rows = doomed.map(({ key, stack }) => {
    const outcome = outcomes.get(key);
    return [
      stack.name,
      outcome?.result ?? '',
      outcome && 'reason' in outcome ? outcome.reason : '',
    ];
  });
  return textTable(rows, []);
}

/** What is left, with the commands that remove it. */
export function leftoversText(leftovers: readonly Leftover[], region: string): string {
  if (leftovers.length === 0) return 'Nothing is left.\n';
  return `Left behind (--retained removes it, data and all):\n\n${leftovers
    .map(
      (each) => `  ${commandFor(each, region)}${each.bytes ? `   # ${sizeText(each.bytes)}` : ''}`,
    )
    .join('\n')}\n`;
}

function commandFor({ kind, name }: Leftover, region: string): string {
  if (kind === 'table') return `aws dynamodb delete-table --region ${region} --table-name ${name}`;
  if (kind === 'log group')
    return `aws logs delete-log-group --region ${region} --log-group-name ${name}`;
  return `aws s3 rb --force s3://${name}`;
}

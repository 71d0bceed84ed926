import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Measured, UsageFile } from '../estimate/usage-file.ts';
import type { Change } from './changes.ts';

/** Means that differ by more than so many standard errors were not measured apart by chance alone. */
const BY_CHANCE = 2;

const QUEUE_FIGURES = [
  'messagesPerEvent',
  'messagesPerReceive',
  'requestsPerReceive',
  'messagesPerDelete',
  'retryRate',
  'deadLetterRate',
] as const;

/**
 * What was measured otherwise, as far as it is more than noise, with the lines of the usage file.
 *
 * @param file Path of the file as it is now, and its text.
 */
export function usageChanges(
  before: UsageFile,
  after: UsageFile,
  { file, text }: { file: string; text: string },
): Change[] {
  const lineOf = lineFinder(text);
  const of = (id: string, name: string, was: Measured, is: Measured, path: string[]): Change[] => {
    const error = Math.hypot(was.standardError, is.standardError);
    if (Math.abs(is.mean - was.mean) <= BY_CHANCE * error) return [];
    const at = { file, line: lineOf(path), removed: false };
    return [{ id, name, before: shown(was), after: shown(is), at }];
  };
  const functions = Object.entries(after.functions).flatMap(([key, is]) => {
    const was = before.functions[key];
    if (!was) return [];
    const id = `usage.functions.${key}.`;
    const path = ['functions', key];
    return [
      ...(['invocationsPerEvent', 'billedMs', 'logBytes'] as const).flatMap((name) =>
        of(`${id}${name}`, name, was[name], is[name], [...path, name]),
      ),
      ...of(`${id}coldStarts`, 'share of cold starts', was.coldStarts.share, is.coldStarts.share, [
        ...path,
        'coldStarts',
        'share',
      ]),
      ...(was.batch && is.batch
        ? of(`${id}batch`, 'messages of a batch', was.batch.messages, is.batch.messages, [
            ...path,
            'batch',
            'messages',
          ])
        : []),
      ...is.calls.flatMap(({ item, resource, count }) => {
        const old = was.calls.find((call) => call.item === item && call.resource === resource);
        const none = { mean: 0, standardError: 0 };
        return of(`${id}calls`, item, old?.count ?? none, count, [...path, 'calls']);
      }),
    ];
  });
  const queues = Object.entries(after.queues).flatMap(([key, is]) => {
    const was = before.queues[key];
    if (!was) return [];
    return QUEUE_FIGURES.flatMap((name) =>
      of(`usage.queues.${key}.${name}`, name, was[name], is[name], ['queues', key, name]),
    );
  });
  const series = (usage: UsageFile) => usage.metrics.reduce((sum, each) => sum + each.series, 0);
  const [old, now] = [series(before), series(after)];
  const metrics: Change[] =
    old === now
      ? []
      : [
          {
            ...{ id: 'usage.metrics', name: 'custom metrics' },
            ...{ before: String(old), after: String(now) },
            at: { file, line: lineOf(['metrics']), removed: false },
          },
        ];
  return [...functions, ...queues, ...metrics];
}

const shown = ({ mean }: Measured): string => String(Number(mean.toPrecision(4)));

/** Lines of keys in JSON, which is YAML too. */
function lineFinder(text: string): (path: string[]) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  return (path) => {
    const [key, ...above] = path.toReversed();
    const parent: unknown = document.getIn(above.toReversed(), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key: name }) => isScalar(name) && name.value === key)
      : undefined;
    const range = isScalar(pair?.key) ? pair.key.range : undefined;
    return range ? lines.linePos(range[0]).line : 1;
  };
}

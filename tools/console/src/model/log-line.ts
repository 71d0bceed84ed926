/** A line of a function's log, as it can be read. */
export type ReadableLine = {
  at: number;
  /** `LAMBDA` for what Lambda itself says, `COST` for the cost record, `TEXT` for what is not structured. */
  level: string;
  message: string;
  fields: [name: string, value: string][];
};

/** What every line repeats, and the page says elsewhere. */
const KNOWN = new Set(['level', 'message', 'timestamp', 'service', 'function_request_id', '_aws']);
/** What Lambda makes of a line that was written with `console`: time, request, level, text. */
const CONSOLE = /^\d{4}-[^\t]+Z\t[\w-]+\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t([^]*)$/;
const LAMBDA = /^(INIT_START|START|END|REPORT) /;

const parsed = (text: string): Record<string, unknown> | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** The level of a line that was written with `console`. */
export const consoleLevel = (message: string): string | undefined => CONSOLE.exec(message)?.[1];

/** A structured line as its level, its message and its other fields; any other as it is. */
export function readableLine({ at, message }: { at: number; message: string }): ReadableLine {
  const line = parsed(message);
  if (!line) {
    const [, level = LAMBDA.test(message) ? 'LAMBDA' : 'TEXT', text = message] =
      CONSOLE.exec(message) ?? [];
    return { at, level, message: text.trimEnd(), fields: [] };
  }
  const isMetrics = '_aws' in line;
  const dimensions = isMetrics ? ['service', 'function', 'stage'] : [];
  const fields = Object.entries(line)
    .filter(([name]) => !KNOWN.has(name) && !dimensions.includes(name))
    .map(([name, value]): [string, string] => [name, shown(value)]);
  const isCost = isMetrics && 'EstimatedCost' in line;
  return {
    ...{ at, fields },
    level: isCost ? 'COST' : isMetrics ? 'METRICS' : shown(line.level ?? 'TEXT'),
    message: line.message === undefined ? '' : shown(line.message),
  };
}

/** The lines of one invocation among those of its stream; `more` says that there are others after these. */
export function readableLog(
  events: readonly { at: number; message: string }[],
  requestId: string,
  more: boolean,
): ReadableLine[] {
  const lines = linesOf(events, requestId);
  const [first, last] = [lines[0], lines.at(-1)];
  const readable = lines.map(readableLine);
  const isCut = more && !last?.message.startsWith('REPORT ');
  if (!first || !isCut) return readable;
  const message = 'The log is longer than what is shown: the file of the function has all of it';
  return [...readable, { ...{ at: last?.at ?? first.at, level: '…', message }, fields: [] }];
}

/** The lines of one invocation among those of its stream. */
export function linesOf<Line extends { message: string }>(
  lines: readonly Line[],
  requestId: string,
): Line[] {
  const start = lines.findIndex(({ message }) =>
    message.startsWith(`START RequestId: ${requestId}`),
  );
  if (start < 0) return [];
  const length = lines
    .slice(start)
    .findIndex(({ message }) => message.startsWith(`REPORT RequestId: ${requestId}`));
  return lines.slice(start, length < 0 ? undefined : start + length + 1);
}

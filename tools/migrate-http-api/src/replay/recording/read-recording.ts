import { CommandError } from '@acado/command-line';
import { existsSync, readFileSync } from 'node:fs';
import { fromAccessLog, loggedInJson, loggedInText } from './access-log.ts';
import { readJson } from './fields.ts';
import { isHar, readHar } from './har.ts';
import { ownRecording, ownRequest } from './own-format.ts';
import { isPostman, readPostman } from './postman.ts';
import { type Recording, withoutPrefix } from './recording.ts';

/** What is said about a recording beside its file. */
export interface RecordingOptions {
  /** Path that the recorded API had in front, such as `/dev`. */
  prefix: string;
  /** Values of a Postman collection's placeholders. */
  variables: Readonly<Record<string, string>>;
}

/**
 * The requests of a recording of our own (JSON, or a request per line), an HTTP archive, a Postman collection or an
 * access log.
 *
 * @throws {CommandError} naming file, line and field.
 */
export function readRecording(file: string, { prefix, variables }: RecordingOptions): Recording {
  if (!existsSync(file)) throw new CommandError(`There is no ${file}`);
  const { requests, notes } = parse(readFileSync(file, 'utf8').trim(), file, variables);
  if (requests.length === 0)
    throw new CommandError(`${file}: no request can be sent: ${notes.join('; ') || 'it is empty'}`);
  return {
    file,
    requests: requests.map((one) => ({ ...one, path: withoutPrefix(one.path, prefix) })),
    notes,
  };
}

function parse(
  text: string,
  file: string,
  variables: Readonly<Record<string, string>>,
): Pick<Recording, 'requests' | 'notes'> {
  const lines = text.split(/\r?\n/);
  const [first = '', second] = lines.filter((line) => line.trim() !== '');
  if (second === undefined ? isOneRequest(text) : isObject(first) && isObject(second))
    return ofLines(lines, file);
  if (!text.startsWith('{')) return ofText(lines, file);
  const content = readJson(text, file);
  if (isPostman(content)) return readPostman(file, content, variables);
  if (isHar(content)) return { requests: readHar(file, content), notes: [] };
  return { requests: ownRecording(file, content), notes: [] };
}

/** A line that is a whole JSON object, or seems to begin as one and to end. */
const isObject = (line: string): boolean => /^\s*\{.*\}\s*$/.test(line);
const isOneRequest = (text: string): boolean =>
  isObject(text) && !/"(requests|log|info)"/.test(text);

function ofLines(lines: readonly string[], file: string): Pick<Recording, 'requests' | 'notes'> {
  const filled = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [{ place: `${file}:${index + 1}`, line }],
  );
  const contents = filled.map(({ place, line }) => ({ place, content: readJson(line, place) }));
  const logged = contents.map(({ content }) => loggedInJson(content));
  const isLog = contents.some(({ content }) => isLogLine(content));
  if (isLog) return fromAccessLog(logged.filter((one) => one !== undefined));
  return {
    requests: contents.map(({ place, content }) => ownRequest(place, content)),
    notes: [],
  };
}

/** What every access log holds and no recording of ours. */
const isLogLine = (content: unknown): boolean =>
  typeof content === 'object' &&
  content !== null &&
  ('requestId' in content || 'status' in content);

function ofText(lines: readonly string[], file: string): Pick<Recording, 'requests' | 'notes'> {
  const logged = lines.flatMap((line) => loggedInText(line) ?? []);
  if (logged.length === 0)
    throw new CommandError(
      `${file}: Expected a recording, an HTTP archive or a Postman collection in JSON, or an access log with methods and paths`,
    );
  return fromAccessLog(logged);
}

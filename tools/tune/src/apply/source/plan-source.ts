import { CommandError } from '@acado/command-line';
import { type At, type Found, positionOf, yamlSource, type YamlSource } from '@acado/cost/source';
import { isAlias, isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { patchOf } from './patch.ts';
import { defaultOf, type Setting, type Settings, settingsOf } from './setting.ts';
import { type Edit, insertion, splice } from './splice.ts';
import { stagesOf } from './stages-of.ts';
import { aliasesOf, holds, othersUsing, type Use, usesOf } from './uses.ts';

/** What to write, and where to read. */
export interface SourceRequest extends Settings {
  /** Text of a file by its path relative to the workspace. */
  read: (file: string) => string | undefined;
  /** Folder of the service, relative to the workspace: `services/worker-b`. */
  root: string;
  /** Key of the function in `serverless.yml`. */
  functionKey: string;
  /** Needed where the value differs by stage. */
  stage?: string | undefined;
}

/** A value that is to be another one. */
export interface SourceChange {
  name: Setting['name'];
  /** Relative to the workspace. */
  file: string;
  /** From 1; in the changed file. */
  line: number;
  /** `undefined` for a key that the function did not have. */
  before: string;
  after: string;
  /** The function had what the service or the framework gives all. */
  added: boolean;
}

/** What a change makes of the files. */
export interface SourcePlan {
  /** Empty when all is as wanted. */
  changes: SourceChange[];
  files: { file: string; before: string; after: string }[];
  /** For `git apply`. */
  patch: string;
}

/** Stage of a service whose values are the same at every stage. */
const ANY_STAGE = 'dev';

/**
 * Plans the change of a function's size where it is written: in the function, or where the function's variable leads.
 * A value that others use as well stays; the function gets its own. Only the value's characters change.
 *
 * @throws {CommandError} naming file and line of what cannot be changed without changing more.
 */
export function planSource(request: SourceRequest): SourcePlan {
  const { read, root, functionKey, stage = ANY_STAGE } = request;
  const source = yamlSource(read, { root, stage });
  assertReadable(source, root);
  const wanted = settingsOf(request);
  const edits = wanted.flatMap((setting) => editOf(source, request, setting) ?? []);
  const files = [...new Set(edits.map(({ file }) => file))].map((file) => {
    const before = read(file) ?? '';
    return {
      file,
      before,
      after: splice(
        before,
        edits.filter((edit) => edit.file === file),
      ),
    };
  });

  const changed = yamlSource(
    (file) => files.find((each) => each.file === file)?.after ?? read(file),
    {
      ...{ root, stage },
    },
  );
  const changes = wanted.flatMap(({ name, value }): SourceChange[] => {
    const path = ['functions', functionKey, name];
    const old = source.find(path);
    const now = changed.find(path);
    const before = effective(source, functionKey, name);
    const after = effective(changed, functionKey, name);
    if (after !== value)
      throw new CommandError(
        `${root}: ${name} of ${functionKey} would be ${after}, not ${value}: write it by hand`,
      );
    if (!now || before === after) return [];
    const { file, line } = positionOf(now.at);
    return [{ name, file, line, before, after, added: !old }];
  });
  const patch = files.map(({ file, before, after }) => patchOf(file, before, after)).join('');
  return { changes, files, patch };
}

/** What can't be read as a whole may not say what it seems to say. */
function assertReadable(source: YamlSource, root: string): void {
  const file = source.file('serverless.yml');
  if (!file) throw new CommandError(`There is no ${root}/serverless.yml`);
  for (const { by, target } of [{ by: undefined, target: { source: file } }, ...usesOf(source)]) {
    const [error] = target.source.document.errors;
    if (!error) continue;
    const { line } = target.source.lines.linePos(error.pos[0]);
    const use = by ? `, which ${positionOf(by).file}:${positionOf(by).line} includes` : '';
    throw new CommandError(`${target.source.file}:${line}: no valid YAML${use}: ${error.code}`);
  }
}

/** What the function has, wherever that is written. */
function effective(source: YamlSource, functionKey: string, name: Setting['name']): string {
  const found = source.find(['functions', functionKey, name]) ?? source.find(['provider', name]);
  return (found && textOf(found)) ?? defaultOf(name);
}

/** The size that a function has by its configuration; `undefined` for what only the framework knows. */
export function settingsIn({
  read,
  root,
  functionKey,
  stage = ANY_STAGE,
}: Omit<SourceRequest, keyof Settings>): Record<Setting['name'], string> {
  const source = yamlSource(read, { root, stage });
  return {
    memorySize: effective(source, functionKey, 'memorySize'),
    architecture: effective(source, functionKey, 'architecture'),
  };
}

function editOf(
  source: YamlSource,
  { root, functionKey, stage }: SourceRequest,
  { name, value }: Setting,
): Edit | undefined {
  const service = source.find(['functions', functionKey]);
  if (!service) throw new CommandError(`${root}/serverless.yml has no function "${functionKey}"`);
  const own = source.find(['functions', functionKey, name]);
  const stages = own ? stagesOf(source, own) : [];
  if (stages.length > 0 && stage === undefined)
    throw refusal(
      own!.trail.at(-1) ?? own!.at,
      `${name} of ${functionKey} differs by stage (${stages.join(', ')}): say which with --stage`,
    );
  if (effective(source, functionKey, name) === value) return undefined;

  const uses = usesOf(source);
  const merged = own?.trail.length === service.trail.length && !holds(service.at, own.at);
  if (!own || merged)
    return inserted(ownMap(service, root, functionKey, uses), `${name}: ${value}`);
  if (own.trail.length === service.trail.length) {
    ownMap(service, root, functionKey, uses);
    return replaced(own.at, name, value);
  }
  const problem = sharing(own, root, uses);
  if (!problem) return replaced(own.at, name, value);
  if (stages.length > 0)
    throw refusal(
      problem.at,
      `${name} of ${functionKey} comes from here and differs by stage, but ${problem.why}: give the function a value of its own first`,
    );
  ownMap(service, root, functionKey, uses);
  return replaced(own.trail[service.trail.length]!, name, value, { variable: true });
}

/** Why a value is not the function's alone. */
function sharing(
  { at, trail }: Found,
  root: string,
  uses: readonly Use[],
): { at: At; why: string } | undefined {
  if (!at.source.file.startsWith(`${root}/`)) return { at, why: 'other services use it, too' };
  const [other] = [...othersUsing(uses, at, trail), ...aliasesOf(at)];
  if (!other) return undefined;
  const { file, line } = positionOf(other);
  return { at, why: `${file}:${line} uses it, too` };
}

/** The function's own keys, if they are no other function's as well. */
function ownMap(
  service: Found,
  root: string,
  functionKey: string,
  uses: readonly Use[],
): At & { node: YAMLMap<Node, Node | null> } {
  const { source, node, offset } = service.at;
  if (isAlias(node))
    throw refusal(
      service.at,
      `${functionKey} is whatever *${node.source} is: give it keys of its own`,
    );
  if (!isMap<Node, Node | null>(node))
    throw refusal(service.at, `${functionKey} is no list of keys that could be changed`);
  const problem = sharing(service, root, uses);
  if (problem) throw refusal(problem.at, `${functionKey} is written here, but ${problem.why}`);
  return { source, node, offset };
}

function inserted(
  { source, node, offset }: At & { node: YAMLMap<Node, Node | null> },
  entry: string,
): Edit {
  const edit = insertion(source.text, node, entry);
  if (!edit) throw refusal({ source, node, offset }, 'there is no key to write another one below');
  return { file: source.file, ...edit };
}

function replaced(
  at: At,
  name: string,
  value: string,
  { variable = false }: { variable?: boolean } = {},
): Edit {
  const { source, node } = at;
  const { file, text } = source;
  const [from, to] = node.range!;
  if (isAlias(node)) return { file, from, to, text: value };
  if (!isScalar(node) || node.tag || (node.type ?? '').startsWith('BLOCK'))
    throw refusal(at, `${name} is no plain value: write it by hand`);
  if (!variable && String(node.value).includes('${'))
    throw refusal(
      at,
      `${name} is ${String(node.value)}, which only the framework knows: write a value there`,
    );
  const others = aliasesOf(at);
  if (others.length > 0)
    throw refusal(
      at,
      `${file}:${positionOf(others[0]!).line} takes its value from here: separate them first`,
    );
  const quote = variable ? '' : /^['"]?/.exec(text.slice(from, to))![0];
  // A key may have been left without a value.
  const gap = from === to ? ' ' : '';
  return { file, from, to, text: `${gap}${quote}${value}${quote}` };
}

const textOf = ({ at: { node, source } }: Found): string | undefined => {
  const value: unknown = node.toJS(source.document);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

function refusal(at: At, why: string): CommandError {
  const { file, line } = positionOf(at);
  return new CommandError(`${file}:${line}: ${why}`);
}

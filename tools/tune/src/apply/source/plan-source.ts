import { CommandError } from '@acado/command-line';
import { positionOf, yamlSource, type YamlSource } from '@acado/serverless-config/source';
import { editOf, effective } from './edit-of.ts';
import { patchOf } from './patch.ts';
import { type Setting, type Settings, settingsOf } from './setting.ts';
import { splice } from './splice.ts';
import { type Use, usesOf } from './uses.ts';

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
  const uses = usesOf(source);
  assertReadable(source, root, uses);
  const wanted = settingsOf(request);
  const edits = wanted.flatMap((setting) => editOf(source, request, setting, uses) ?? []);
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
function assertReadable(source: YamlSource, root: string, uses: readonly Use[]): void {
  const file = source.file('serverless.yml');
  if (!file) throw new CommandError(`There is no ${root}/serverless.yml`);
  for (const { by, target } of [{ by: undefined, target: { source: file } }, ...uses]) {
    const [error] = target.source.document.errors;
    if (!error) continue;
    const { line } = target.source.lines.linePos(error.pos[0]);
    const use = by ? `, which ${positionOf(by).file}:${positionOf(by).line} includes` : '';
    throw new CommandError(`${target.source.file}:${line}: no valid YAML${use}: ${error.code}`);
  }
}

/** The size that a function has by its configuration, as far as that can be read. */
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

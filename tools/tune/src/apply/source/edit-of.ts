import { CommandError } from '@acado/command-line';
import { type At, type Found, positionOf, type YamlSource } from '@acado/serverless-config/source';
import { isAlias, isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { defaultOf, type Setting } from './setting.ts';
import { type Edit, insertion } from './splice.ts';
import { functionKeys } from './function-keys.ts';
import { stagesOf } from './stages-of.ts';
import { aliasesOf, holds, othersUsing, type Use } from './uses.ts';

/** Whose setting it is. */
interface Target {
  /** Folder of the service, relative to the workspace. */
  root: string;
  functionKey: string;
  stage?: string | undefined;
}

/** What the function has, wherever that is written. */
export function effective(source: YamlSource, functionKey: string, name: Setting['name']): string {
  const found = source.find(['functions', functionKey, name]) ?? source.find(['provider', name]);
  return (found && textOf(found)) ?? defaultOf(name);
}

/**
 * The change of a file that gives a function a setting: of the value itself where that is the function's alone, of the
 * function where others use the value, too.
 *
 * @returns `undefined` when the function has it already.
 * @throws {CommandError} naming file and line of what can't be changed by itself.
 */
export function editOf(
  source: YamlSource,
  { root, functionKey, stage }: Target,
  { name, value }: Setting,
  uses: readonly Use[],
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

  const merged = own?.trail.length === service.trail.length && !holds(service.at, own.at);
  if (!own || merged)
    return inserted(ownMap(service, root, functionKey, uses), `${name}: ${value}`);
  const problem = sharing(own, root, uses) ?? belonging(source, functionKey, own.at);
  if (own.trail.length === service.trail.length) {
    ownMap(service, root, functionKey, uses);
    if (problem) throw refusal(problem.at, `${name} is written here, but ${problem.why}`);
    return replaced(own.at, name, value);
  }
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

/** A value that is another function's own, or all functions', and only borrowed by this one. */
function belonging(
  source: YamlSource,
  functionKey: string,
  at: At,
): { at: At; why: string } | undefined {
  const owners = [
    ['provider'],
    ...functionKeys(source)
      .filter((key) => key !== functionKey)
      .map((key) => ['functions', key]),
  ];
  const owner = owners.find((path) => {
    const found = source.find(path)?.at;
    return found && holds(found, at);
  });
  return owner && { at, why: `it belongs to ${owner.join('.')}` };
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

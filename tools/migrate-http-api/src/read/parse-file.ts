import {
  type CollectionTag,
  type Document,
  type LineCounter,
  parseDocument,
  type ScalarTag,
} from 'yaml';
import { UnreadableError } from './unreadable.ts';

/** CloudFormation's short forms: `!Ref x` is `{ Ref: x }`, `!Sub x` is `{ Fn::Sub: x }`. */
const FUNCTIONS = [
  'Ref',
  'Condition',
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
].concat([
  'Join',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'And',
  'Equals',
  'Not',
  'Or',
  'Length',
  'ToJsonString',
]);

const nameOf = (short: string): string =>
  short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`;

/** `!GetAtt A.B.C` is `[A, B.C]`. */
const attribute = (text: string): unknown => {
  const dot = text.indexOf('.');
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)];
};

const TAGS = FUNCTIONS.flatMap((short): (ScalarTag | CollectionTag)[] => {
  const tag = `!${short}`;
  const wrap = (value: unknown) => ({ [nameOf(short)]: value });
  return [
    { tag, resolve: (text: string) => wrap(short === 'GetAtt' ? attribute(text) : text) },
    {
      tag,
      collection: 'seq',
      resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()),
    },
    {
      tag,
      collection: 'map',
      resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()),
    },
  ];
});

/**
 * Parses a JSON or YAML file.
 *
 * @throws {UnreadableError} naming file and line.
 */
export function parseYaml(text: string, file: string, lineCounter?: LineCounter): Document.Parsed {
  const document = parseDocument(text, {
    ...{ customTags: TAGS, logLevel: 'silent', merge: true },
    ...(lineCounter && { lineCounter }),
  });
  const [error] = document.errors;
  if (error)
    throw new UnreadableError({ file, path: '' }, `not valid JSON or YAML: ${error.message}`);
  return document;
}

/**
 * Reads a JSON or YAML file as an object.
 *
 * @throws {UnreadableError} naming file and line.
 */
export function parseFile(text: string, file: string): Record<string, unknown> {
  const value: unknown = parseYaml(text, file).toJS();
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableError({ file, path: '' }, 'Expected an object');
  return { ...value };
}

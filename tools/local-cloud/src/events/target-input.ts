import { AwsError } from '../aws-api.ts';
import { Undeliverable } from './failure.ts';
import { isPath, readPath } from './json-path.ts';
import { type RuleTarget } from './types.ts';

const PLACEHOLDER = /<([^<>]*)>/g;
const RESERVED = new Set(
  ['rule-arn', 'rule-name', 'event.ingestion-time', 'event', 'event.json'].map(
    (name) => `aws.events.${name}`,
  ),
);

export type InputSource = {
  /** The event's JSON text, as it was accepted. */
  event: string;
  ruleArn: string;
  ruleName: string;
  ingestedAt: Date;
};

/** @throws AwsError `ValidationException` in AWS's words for the first target that PutTargets would refuse */
export const validateTargets = (targets: RuleTarget[]): void => {
  for (const { Id, Input, InputPath, InputTransformer } of targets) {
    if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1)
      throw invalid(
        `Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`,
      );
    const paths = InputTransformer?.InputPathsMap ?? {};
    for (const path of [InputPath ?? '$', ...Object.values(paths)])
      if (!isPath(path)) throw invalid(`Invalid JSONPath ${path} provided for target ${Id}.`);
    for (const [, name = ''] of InputTransformer?.InputTemplate.matchAll(PLACEHOLDER) ?? [])
      if (!RESERVED.has(name) && !Object.hasOwn(paths, name))
        throw invalid(`InputTemplate for target ${Id} contains invalid placeholder ${name}.`);
  }
};

const invalid = (message: string) => new AwsError('ValidationException', message);

/**
 * What a target is given of an event.
 *
 * @throws Undeliverable when a template makes no JSON of this event
 */
export const inputFor = (target: RuleTarget, source: InputSource): string => {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) {
    const value = readPath(JSON.parse(source.event), target.InputPath);
    if (value !== undefined) return JSON.stringify(value);
    throw new Undeliverable('INVALID_JSON', `InputPath ${target.InputPath} matches nothing.`);
  }
  if (target.InputTransformer) return transform(target.InputTransformer, source);
  return source.event;
};

const transform = (
  { InputPathsMap = {}, InputTemplate }: NonNullable<RuleTarget['InputTransformer']>,
  source: InputSource,
): string => {
  const event: unknown = JSON.parse(source.event);
  const valueOf = (name: string): unknown =>
    RESERVED.has(name) ? reserved(name, event, source) : readPath(event, InputPathsMap[name] ?? '');
  const isJson = InputTemplate.trimStart().startsWith('{');

  let output = '';
  let end = 0;
  let insideQuotes = false;
  for (const placeholder of InputTemplate.matchAll(PLACEHOLDER)) {
    const before = InputTemplate.slice(end, placeholder.index);
    insideQuotes = isInsideQuotes(before, insideQuotes);
    const value = valueOf(placeholder[1] ?? '');
    output += before + (insideQuotes ? quotedText(value, isJson) : JSON.stringify(value ?? ''));
    end = placeholder.index + placeholder[0].length;
  }
  output += InputTemplate.slice(end);
  // A template of several lines makes one JSON text per line.
  if (isJsonText(output) || output.split('\n').every(isJsonText)) return output;
  throw new Undeliverable('INVALID_JSON', 'The input transformer did not make valid JSON.');
};

const reserved = (name: string, event: unknown, source: InputSource): unknown => {
  switch (name) {
    case 'aws.events.rule-arn':
      return source.ruleArn;
    case 'aws.events.rule-name':
      return source.ruleName;
    case 'aws.events.event.ingestion-time':
      return source.ingestedAt.toISOString();
    case 'aws.events.event.json':
      return event;
    default: {
      // The event without its detail, in camel case as AWS spells it here.
      const {
        detail: _detail,
        'detail-type': detailType,
        ...rest
      } = event as Record<string, unknown>;
      return { ...rest, detailType };
    }
  }
};

const isInsideQuotes = (text: string, start: boolean): boolean => {
  let inside = start;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') inside = !inside;
  }
  return inside;
};

/** Within a text template AWS drops the quotes of objects and lists; within JSON it does not, which breaks the JSON. */
const quotedText = (value: unknown, isJson: boolean): string => {
  if (value === undefined) return '';
  if (typeof value === 'object' && value !== null)
    return isJson ? JSON.stringify(value) : JSON.stringify(value).replaceAll('"', '');
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
};

const isJsonText = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

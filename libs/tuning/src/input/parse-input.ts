import * as z from 'zod/mini';
import { parseFunctionArn } from './arn.ts';
import { DEFAULT_POWER_VALUES, FIELD_NAMES, functionSchema } from './function-schema.ts';
import { InputError, type InputProblem } from './input-error.ts';
import { nearest } from './nearest.ts';
import { payloadProblems } from './payloads.ts';
import type { FunctionInput, TuningInput } from './types.ts';

type Fields = Record<string, unknown>;

/** Samples that an adaptive run takes of a candidate at most when the input does not say. */
const ADAPTIVE_NUM = 50;

/** Templates write `null` for what is not given; only a payload can be meant to be `null`. */
const given = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && (value !== null || name === 'payload'),
    ),
  );

const defaultNum = ({ sampling }: Fields): number | undefined =>
  sampling === 'adaptive' ? ADAPTIVE_NUM : undefined;

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

/** A name as messages give it, however long somebody made it. */
const fieldOf = (name: string): string => name.slice(0, 60);

function unknownField(name: string, known: readonly string[]): InputProblem {
  const meant = nearest(name, known);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return { field: fieldOf(name), message: `Unknown field${hint}` };
}

function problemOf(issue: z.core.$ZodIssue): InputProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => unknownField(name, [...FIELD_NAMES, 'functions']));
  }
  return [{ field: pathText(issue.path).slice(1), message: issue.message }];
}

function readFunction(
  fields: Fields,
  defaults: readonly number[],
): { input: FunctionInput } | { problems: InputProblem[] } {
  const parsed = z.safeParse(functionSchema, { num: defaultNum(fields), ...given(fields) });
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(problemOf) };
  const { data } = parsed;
  const { num } = data;
  const payloadS3 = data.payloadS3 || undefined;
  const problems = payloadS3 === undefined ? payloadProblems(data.payload, num) : [];
  if (problems.length > 0) return { problems };
  return {
    input: {
      ...data,
      ...parseFunctionArn(data.lambdaARN)!,
      payloadS3,
      architectures: data.architectures?.length ? data.architectures : undefined,
      powerValues: data.powerValues?.length ? data.powerValues : [...defaults],
      autoOptimizeAlias: data.autoOptimizeAlias || undefined,
      preProcessorARN: data.preProcessorARN || undefined,
      postProcessorARN: data.postProcessorARN || undefined,
      discardTopBottom: data.onlyColdStarts ? 0 : data.discardTopBottom,
    },
  };
}

/** Whether a problem's field is one of the input, or a part of it. */
const isOf = (field: string, name: string): boolean =>
  field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);

/** Where a field of one function was written: with the function, or for all of them. */
const placed = ({ field, message }: InputProblem, own: Fields, index: number): InputProblem => {
  const isOwn = [...Object.keys(own), 'lambdaARN'].some((name) => isOf(field, fieldOf(name)));
  return { field: isOwn ? `functions[${index}].${field}` : field, message };
};

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unique = (problems: readonly InputProblem[]): InputProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

function readMany(list: unknown, common: Fields, defaults: readonly number[]): FunctionInput[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw new InputError([
      { field: 'functions', message: 'Expected a list of objects, each with a lambdaARN' },
    ]);
  }
  const problems: InputProblem[] = [];
  const inputs: FunctionInput[] = [];
  if (Object.hasOwn(common, 'lambdaARN')) {
    problems.push({ field: 'lambdaARN', message: 'Not together with functions' });
  }
  const { lambdaARN: _, ...inherited } = common;
  list.forEach((own: unknown, index) => {
    if (!isObject(own)) {
      problems.push({ field: `functions[${index}]`, message: 'Expected an object' });
      return;
    }
    const read = readFunction({ ...inherited, ...given(own) }, defaults);
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => placed(problem, own, index)));
    } else if (inputs.some(({ functionArn }) => functionArn === read.input.functionArn)) {
      // Two runs on one function would change each other's configuration.
      problems.push({
        field: `functions[${index}].lambdaARN`,
        message: 'The function is there twice',
      });
    } else {
      inputs.push(read.input);
    }
  });
  if (problems.length > 0) throw new InputError(unique(problems));
  return inputs;
}

/** Functions at a time, and the invocations that each may then have at a time. */
function shareConcurrency(functions: FunctionInput[], cap: number): TuningInput {
  if (cap === 0) return { functions, single: false, maxConcurrency: 0 };
  const atOnce = Math.min(functions.length, cap);
  const share = Math.floor(cap / atOnce);
  return {
    single: false,
    maxConcurrency: atOnce,
    functions: functions.map((input) => ({
      ...input,
      maxConcurrency: Math.min(share, input.maxConcurrency || share),
    })),
  };
}

/**
 * Reads the input of a run: everything that aws-lambda-power-tuning takes, with its meaning, and what goes beyond. What
 * it would only have tripped over later, or taken for something else in silence, is refused by name before anything is
 * invoked. `functions: [{ lambdaARN, … }, …]` in place of `lambdaARN` tunes several; they inherit the fields beside it.
 *
 * @param options.powerValues MB, measured when the input does not say what.
 * @throws {InputError} naming every field that is wrong.
 *
 * @example
 * parseInput({ lambdaARN: 'arn:aws:lambda:us-east-1:123456789012:function:shop', num: 20 }).functions[0].powerValues;
 * // [128, 256, 512, 1024, 1536, 3008]
 */
export function parseInput(
  value: unknown,
  options: { powerValues?: readonly number[] | undefined } = {},
): TuningInput {
  const defaults = options.powerValues?.length ? options.powerValues : DEFAULT_POWER_VALUES;
  if (!isObject(value)) throw new InputError([{ field: 'input', message: 'Expected an object' }]);
  const { functions, ...common } = given(value);
  if (functions !== undefined) {
    const inputs = readMany(functions, common, defaults);
    const { data: cap = 0 } = z.safeParse(
      functionSchema.shape.maxConcurrency,
      common.maxConcurrency,
    );
    return shareConcurrency(inputs, cap);
  }
  const read = readFunction(common, defaults);
  if ('problems' in read) throw new InputError(unique(read.problems));
  return { functions: [read.input], single: true, maxConcurrency: read.input.maxConcurrency && 1 };
}

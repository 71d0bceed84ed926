import { type Answer, saysJson, textOf } from '../send/answer.ts';
import { compareJson } from './compare-json.ts';
import { type Difference, difference } from './difference.ts';

/** Where the bodies of two answers differ: by fields if both are JSON, else by bytes. */
export function compareBodies(before: Answer, after: Answer): Difference[] {
  if (Buffer.compare(before.body, after.body) === 0) return [];
  const [first, second] = [parsed(before), parsed(after)];
  if (first && second) return compareJson(first.value, second.value);
  return isText(before) && isText(after)
    ? difference('body', textOf(before), textOf(after)).map((one) => ({
        ...one,
        field: `body from character ${firstChange(textOf(before), textOf(after))}`,
      }))
    : difference(
        `body from byte ${firstChange(before.body, after.body)}`,
        describe(before),
        describe(after),
      );
}

function parsed(answer: Answer): { value: unknown } | undefined {
  if (!saysJson(answer)) return undefined;
  try {
    return { value: JSON.parse(textOf(answer)) as unknown };
  } catch {
    return undefined;
  }
}

const isText = (answer: Answer): boolean =>
  Buffer.compare(Buffer.from(textOf(answer)), answer.body) === 0;

function firstChange<Part>(before: ArrayLike<Part>, after: ArrayLike<Part>): number {
  let index = 0;
  while (index < before.length && before[index] === after[index]) index++;
  return index;
}

/** Always different for bodies that are: with the byte where the change begins. */
function describe({ body }: Answer): string {
  const hex = Buffer.from(body).toString('hex');
  return `${body.length} bytes: ${hex}`;
}

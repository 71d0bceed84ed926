/** Something in which two answers to one request differ. */
export interface Difference {
  /** `status`, `header content-type`, `body errors[0].field`, or `body` where it is no JSON. */
  field: string;
  /** Absent where the REST API's answer has none. */
  before?: string;
  /** Absent where the HTTP API's answer has none. */
  after?: string;
}

const LONGEST = 200;

/** A value as it is shown, on one line. */
export const shown = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;

/** @returns Nothing when both are the same. */
export function difference(
  field: string,
  before: string | undefined,
  after: string | undefined,
): Difference[] {
  if (before === after) return [];
  return [
    {
      field,
      ...(before !== undefined && { before: shown(before) }),
      ...(after !== undefined && { after: shown(after) }),
    },
  ];
}

/** What an API answered. */
export interface Answer {
  status: number;
  /** Names in lower case, in the order of the answer; names may come twice. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array;
  /** From the request's first byte to the answer's last. */
  ms: number;
}

/** The first value of a header. */
export const headerOf = ({ headers }: Pick<Answer, 'headers'>, name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1];

export const textOf = ({ body }: Pick<Answer, 'body'>): string =>
  Buffer.from(body).toString('utf8');

const JSON_TYPE = /^application\/([\w.+-]+\+)?json\b/i;

/** Whether an answer says that it is JSON. */
export const saysJson = (answer: Pick<Answer, 'headers'>): boolean =>
  JSON_TYPE.test(headerOf(answer, 'content-type') ?? '');

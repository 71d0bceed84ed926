import { validateHeaderName, validateHeaderValue } from 'node:http';
import { CONNECTION_HEADERS } from './request.ts';

/**
 * Headers of a function's answer in lower case, without those that the connection sets.
 * @throws TypeError for what can be no header
 */
export const answerHeaders = <V extends string | string[]>(
  headers: Iterable<[name: string, value: V]>,
): Record<string, V> => {
  const lowerCase: Record<string, V> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (CONNECTION_HEADERS.has(key) || key === 'content-length') continue;
    validateHeaderName(name);
    for (const one of [value].flat()) validateHeaderValue(name, one);
    lowerCase[key] = value;
  }
  return lowerCase;
};

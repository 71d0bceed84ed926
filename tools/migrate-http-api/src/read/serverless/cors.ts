import type { Route } from '../../model/route.ts';
import type { Cursor } from '../cursor.ts';

/** Headers that the framework allows where none are named. */
const DEFAULT_HEADERS = ['Content-Type', 'X-Amz-Date', 'Authorization', 'X-Api-Key'].concat([
  'X-Amz-Security-Token',
  'X-Amz-User-Agent',
  'X-Amzn-Trace-Id',
]);

/** `cors` of an `http` event: a switch, or what is allowed. */
export function readEventCors(at: Cursor, method: string): Pick<Route, 'cors' | 'corsSettings'> {
  if (!at.exists || at.value === false || at.value === 'false') return { cors: false };
  const methods = [method.toUpperCase(), 'OPTIONS'];
  if (at.value === true || at.value === 'true')
    return {
      cors: true,
      corsSettings: { origins: ['*'], headers: DEFAULT_HEADERS, methods, credentials: false },
    };
  const origin = at.text('origin');
  const origins = at.texts('origins');
  const headers = at.texts('headers');
  const own = at.texts('methods');
  const maxAge = at.number('maxAge');
  const credentials = at.flag('allowCredentials');
  at.ignore('cacheControl');
  at.finish();
  const allowed =
    origins.length > 0 ? origins : (origin ?? '*').split(',').map((each) => each.trim());
  return {
    cors: true,
    corsSettings: {
      ...{ origins: allowed, credentials },
      headers: headers.length > 0 ? headers : DEFAULT_HEADERS,
      methods: own.length > 0 ? own : methods,
      ...(maxAge !== undefined && { maxAge }),
    },
  };
}

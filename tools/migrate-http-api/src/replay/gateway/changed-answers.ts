import { guide } from '../../rules/rule.ts';
import { headerOf } from '../send/answer.ts';
import { byHttpApi, byRestApi } from './answered-by.ts';
import type { ExpectedDifference } from './expected-difference.ts';

const REMAPPED = 'x-amzn-remapped-';

/** `/orders/?page=2` */
const ENDS_WITH_SLASH = /^\/.*[^/]\/(\?.*)?$/;

/** What an API makes of a function's answer on its own account. They count until somebody accepts them. */
export const CHANGED_ANSWERS: readonly ExpectedDifference[] = [
  {
    id: 'trailing-slash',
    title: 'a path with a slash at its end',
    reason:
      'REST APIs take /orders/ for /orders, HTTP APIs answer 404: tell clients, or add a route with the slash',
    docs: guide('http-api-develop-routes'),
    kind: 'answer',
    explains: ({ path, method, before, after }, differences) =>
      ENDS_WITH_SLASH.test(path) &&
      byRestApi(method, before) === 'function' &&
      after.status === 404 &&
      byHttpApi(method, after) === 'gateway'
        ? [...differences]
        : [],
  },
  {
    id: 'default-content-type',
    title: 'an answer without a type',
    reason:
      'REST APIs call what has no Content-Type application/json, HTTP APIs text/plain;charset=utf-8: let the function name it',
    docs: guide('http-api-develop-integrations-lambda'),
    kind: 'answer',
    explains: ({ before, after }, differences) =>
      headerOf(before, 'content-type') === 'application/json' &&
      headerOf(after, 'content-type')?.replace('; ', ';') === 'text/plain;charset=utf-8'
        ? differences.filter(({ field }) => field === 'header content-type')
        : [],
  },
  {
    id: 'remapped-header',
    title: 'a header that REST APIs rename',
    reason:
      'REST APIs send some headers of a function, such as WWW-Authenticate and Server, as X-Amzn-Remapped-…; HTTP APIs send them as they are',
    docs: guide('api-gateway-known-issues'),
    kind: 'answer',
    explains: ({ before, after }, differences) => {
      const renamed = before.headers.flatMap(([name, value]) => {
        const original = name.slice(REMAPPED.length);
        const isRenamed = name.startsWith(REMAPPED) && headerOf(after, original) === value;
        return isRenamed ? [`header ${name}`, `header ${original}`] : [];
      });
      return differences.filter(({ field }) => renamed.includes(field));
    },
  },
];

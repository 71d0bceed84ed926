import { textTable } from '@acado/command-line';
import { IGNORED_HEADERS } from '../compare/compare-headers.ts';
import { CATALOGUE } from './catalogue.ts';

const WHEN = { gateway: 'listed', answer: 'counts' } as const;

/** Known differences and headers that are not compared, for people. */
export const catalogueText = (): string =>
  [
    textTable([
      ['difference', 'unless accepted', 'of'],
      ...CATALOGUE.map(({ id, kind, title }) => [id, WHEN[kind], title]),
    ]),
    textTable([['header that is not compared', 'why'], ...Object.entries(IGNORED_HEADERS)]),
  ].join('\n');

/** The same for programs. */
export const catalogueJson = (): string => {
  const differences = CATALOGUE.map(({ id, kind, title, reason, docs }) => {
    return { id, unlessAccepted: WHEN[kind], title, reason, docs };
  });
  return `${JSON.stringify({ differences, ignoredHeaders: IGNORED_HEADERS }, null, 2)}\n`;
};

import { type Migration, migrateService } from '../migrate/migrate-service.ts';

type Options = Parameters<typeof migrateService>[1];

/** Somebody has looked at what could not be read. */
export const unread = {
  accepted: new Map([
    ['edge-endpoint', ''],
    ['unread', ''],
  ]),
  traffic: { region: 'us-east-1' },
};

/** Migrates the text of a `serverless.yml`; the endpoint of its API is no obstacle. */
export const migrate = (text: string, more: Partial<Options> = {}) =>
  migrateService(text, {
    ...{ file: 'serverless.yml', stage: 'dev', payload: '1.0', authorizerResponse: 'policy' },
    audiences: [],
    decisions: { accepted: new Map([['edge-endpoint', '']]), traffic: { region: 'us-east-1' } },
    ...more,
  });

/** The same of one that has an `http` event. */
export function migrated(...parts: Parameters<typeof migrate>): Migration {
  const migration = migrate(...parts);
  if (!migration) throw new Error('There is no http event');
  return migration;
}

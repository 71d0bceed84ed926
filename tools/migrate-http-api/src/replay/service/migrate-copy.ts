import { CommandError } from '@acado/command-line';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigOptions } from '../../config/options.ts';
import { migrateService } from '../../migrate/migrate-service.ts';

/** How the copy is migrated. */
export interface MigrationOptions extends ConfigOptions {
  /** Rules whose loss is given up, with reasons. */
  accepted: ReadonlyMap<string, string>;
}

/**
 * Moves a copied service to an HTTP API.
 *
 * @param name Of the service's file, for messages.
 * @throws {CommandError} If a route stays behind: there would be two APIs to send requests to.
 */
export async function migrateCopy(
  folder: string,
  name: string,
  { accepted, ...config }: MigrationOptions,
): Promise<void> {
  const file = join(folder, 'serverless.yml');
  const migration = migrateService(await readFile(file, 'utf8'), {
    ...config,
    ...{ file: name, stage: 'local' },
    decisions: { accepted, payload: config.payload, traffic: { region: 'us-east-1' } },
  });
  if (!migration) throw new CommandError(`${name} has no http event: there is nothing to compare`);
  const { refused, after } = migration;
  if (refused.length > 0) {
    const lines = refused.map(({ route, why }) => `  ${route}: ${why}`);
    throw new CommandError(
      `${name}: some routes stay with the REST API (give up what they lose with --accept <rule>):\n${lines.join('\n')}`,
    );
  }
  await writeFile(file, after);
}

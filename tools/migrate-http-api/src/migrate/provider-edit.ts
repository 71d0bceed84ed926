import { stringify } from 'yaml';
import { appended, type Edit, pairOf } from './edits.ts';
import type { Source } from './source.ts';

/**
 * Writes `provider.httpApi`.
 *
 * @throws {Refusal} If the provider is written elsewhere, or has one already.
 */
export function providerEdit(source: Source, httpApi: Readonly<Record<string, unknown>>): Edit[] {
  if (Object.keys(httpApi).length === 0) return [];
  const provider = source.mapAt(source.root, 'provider');
  const own = stringify({ httpApi }, { lineWidth: 100 }).trimEnd();
  const paste = `write this there:\n${own}`;
  if (!provider) throw source.refuse(source.root, `there is no provider: ${paste}`);
  const existing = pairOf(provider, 'httpApi');
  if (existing) throw source.refuse(existing.key, `provider.httpApi exists: ${paste}`);
  if (provider.flow) throw source.refuse(provider, `the provider is written in one line: ${paste}`);
  return [appended(source.text, provider, own.split('\n'))];
}

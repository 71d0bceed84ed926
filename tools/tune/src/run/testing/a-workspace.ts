import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A workspace with a shop that needs a bus, and with these files; a value that is no text is written as JSON. */
export function aWorkspace(files: Record<string, unknown> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'tune-workspace-'));
  const all: Record<string, unknown> = {
    'services/bus/serverless.yml': 'service: acado-bus\nfunctions: { send: {} }',
    'services/shop/serverless.yml':
      'service: acado-shop\nfunctions: { sell: {}, list: {}, stock: {} }\ncustom: { bus: "acado-bus-${sls:stage}-orders" }',
    'services/power-tuner/serverless.yml': 'service: acado-power-tuner',
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(
      join(root, path),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

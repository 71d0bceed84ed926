import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Finding } from './analyse/analyse.ts';
import { EXAMPLE_LIST, exampleFiles, migratedBaseline, reportsOf } from './testing/examples.ts';

const example = (folder: string) =>
  reportsOf(EXAMPLE_LIST.find((each) => each.folder === folder)!)[0]!;
const idsOf = (findings: readonly Finding[], verdict: string): string[] => [
  ...new Set(findings.filter((each) => each.verdict === verdict).map(({ rule }) => rule.id)),
];

describe('the examples', () => {
  // After a change of the tool or of services/baseline: node tools/migrate-http-api/examples/write.ts
  it.each(
    [...exampleFiles()].map(([file, content]) => [relative(process.cwd(), file), file, content]),
  )('%s is what the tool writes', (_, file, content) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});

describe('services/baseline', () => {
  const { analysis } = example('baseline');

  it('needs a rewrite, once the edge endpoint is given up', () => {
    expect(analysis.routes.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['POST /orders', 'needs rewrite'],
    ]);
    expect(idsOf(analysis.findings, 'blocked')).toEqual([]);
    expect(idsOf(analysis.findings, 'needs rewrite')).toContain('payload-format');
  });

  it('migrates as a whole', () => {
    expect(migratedBaseline()).toMatchObject({ moved: ['POST /orders'], refused: [] });
  });
});

describe('the export of orders', () => {
  it('has more than ten different blockers', () => {
    const { analysis } = example('orders-export');
    expect(idsOf(analysis.findings, 'blocked')).toEqual([
      ...['private-endpoint', 'enhanced-tls-policy', 'resource-policy', 'api-key'],
      ...['request-validation', 'mapping-template', 'non-proxy-integration', 'mock-integration'],
      ...['unsupported-service', 'long-timeout', 'response-streaming', 'gateway-response'],
    ]);
    expect(analysis.api.unread).toEqual([]);
  });
});

describe('the proxy', () => {
  it('is ready', () => {
    expect(example('proxy').analysis.verdict).toBe('ready');
  });
});

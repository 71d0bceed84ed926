import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTraffic } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffic-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const file = (content: string): string => {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, content);
  return path;
};

describe('readTraffic', () => {
  it('reads options', () => {
    expect(
      readTraffic(
        {
          ...{ requests: '5_000_000', 'body-kb': 'p50=2, max=3000', 'header-bytes': '9000' },
          ...{ memory: '512', ms: '12.5', 'validation-ms': '2', 'cache-hits': '0.3' },
          ...{ 'jwks-bytes': '5', audiences: '2', 'latency-ms': '4' },
        },
        'eu-west-1',
      ),
    ).toEqual({
      ...{ region: 'eu-west-1', requests: 5_000_000, bodyKb: { p50: 2, max: 3000 } },
      ...{ function: { memoryMb: 512, architecture: 'arm64', ms: 12.5 }, validationMs: 2 },
      ...{ cacheHits: 0.3, headerBytes: 9000, jwks: { bytes: 5 }, audiences: 2, latencyMs: 4 },
    });
    expect(readTraffic({ 'body-kb': '20' }, undefined)).toEqual({
      region: 'us-east-1',
      bodyKb: { mean: 20 },
    });
  });

  it('reads a file, which options go before', () => {
    const traffic = file(
      '{ "requests": 1, "region": "eu-west-1", "function": { "memoryMb": 128, "ms": 5 } }',
    );
    expect(readTraffic({ traffic, requests: '2', memory: '256' }, undefined)).toEqual({
      ...{ requests: 2, region: 'eu-west-1' },
      function: { memoryMb: 256, architecture: 'arm64', ms: 5 },
    });
  });

  it.each([
    [{ requests: 'many' }, '--requests: Expected a number, not "many"'],
    [{ requests: '1.5' }, '--requests: Invalid input: expected int'],
    [{ requests: '-1' }, '--requests: Too small'],
    [{ requests: 'NaN' }, '--requests: Expected a number, not "NaN"'],
    [{ requests: '1e400' }, '--requests: Expected a number'],
    [{ 'body-kb': 'p51=2' }, '--body-kb: Unrecognized key'],
    [{ 'body-kb': 'p50=-2' }, '--body-kb: Too small'],
    [{ 'body-kb': 'p50=9,p90=1' }, '--body-kb: a percentile is no smaller'],
    [{ 'body-kb': 'p50=' }, '--body-kb: Expected a number'],
    [{ 'cache-hits': '2' }, '--cache-hits: '],
    [{ memory: '1' }, '--memory: '],
    [{ memory: '512', architecture: 'sparc' }, '--architecture: '],
    [{ ms: '5' }, '--ms: say --memory, too'],
    [{ traffic: folder }, "can't be read as JSON"],
    [{ traffic: '/nowhere.json' }, 'there is no /nowhere.json'],
    [{ traffic: file('{') }, "can't be read as JSON"],
  ])('refuses %j', (values, message) => {
    expect(() => readTraffic(values, undefined)).toThrow(message);
  });

  it('refuses unknown fields of a file', () => {
    expect(() => readTraffic({ traffic: file('{ "speed": 1 }') }, undefined)).toThrow('speed');
  });
});

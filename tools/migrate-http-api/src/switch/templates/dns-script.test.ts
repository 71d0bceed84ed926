import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { someInputs } from '../testing/some-inputs.ts';
import { dnsFile } from './dns-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'dns-'));
const script = join(folder, 'dns.sh');
const batch = join(folder, 'batch');
afterAll(() => rmSync(folder, { recursive: true }));

const record = (fields: object) => ({ Name: 'api.example.com.', Type: 'A', ...fields });
const target = (DNSName: string, HostedZoneId: string) => ({
  AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: false },
});
const REST = target('d-rest.execute-api', 'ZREST');
const FRONT = target('d1.cloudfront.net', 'Z2FDTNDATAQYW2');

/** Answers as AWS would, and keeps the change batch. */
const fakeAws = (found: object | null) => `#!/bin/sh
case "$*" in
  *get-domain-name*ApiGatewayDomainName*) echo d-rest.execute-api ;;
  *get-domain-name*HostedZoneId*) echo ZREST ;;
  *describe-stacks*) echo d1.cloudfront.net ;;
  *list-resource-record-sets*) echo '${JSON.stringify(found)}' ;;
  *change-resource-record-sets*) while [ "$1" != --change-batch ]; do shift; done; printf '%s' "$2" > ${batch}; echo C1 ;;
  *wait*C1*) ;;
  *) echo "unexpected: $*" >&2; exit 9 ;;
esac
`;

const run = (args: string[], found: object | null = record(REST)) => {
  writeFileSync(join(folder, 'aws'), fakeAws(found));
  chmodSync(join(folder, 'aws'), 0o755);
  writeFileSync(script, dnsFile(someInputs({ strategy: 'weighted' }), 'front-stack').content);
  rmSync(batch, { force: true });
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { status, stderr } = spawnSync('sh', [script, ...args], { env, encoding: 'utf8' });
  return { status, stderr };
};
const changes = () =>
  z.object({ Changes: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(batch, 'utf8')))
    .Changes;
const change = (Action: string, ResourceRecordSet: object) => ({ Action, ResourceRecordSet });

describe('dns.sh', () => {
  it('puts weighted records in the place of a simple one, in one change', () => {
    expect(run(['begin'])).toEqual({ status: 0, stderr: '' });
    expect(changes()).toEqual([
      change('DELETE', record(REST)),
      change('CREATE', record({ SetIdentifier: 'rest-api', Weight: 100, ...REST })),
      change('CREATE', record({ SetIdentifier: 'http-api', Weight: 0, ...FRONT })),
    ]);
  });

  it.each([
    ['0', 100, 0],
    ['5', 95, 5],
    ['100', 0, 100],
  ])('gives the HTTP API %s %%', (percent, rest, http) => {
    expect(run(['weights', percent]).status).toBe(0);
    expect(changes()).toEqual([
      change('UPSERT', record({ SetIdentifier: 'rest-api', Weight: rest, ...REST })),
      change('UPSERT', record({ SetIdentifier: 'http-api', Weight: http, ...FRONT })),
    ]);
  });

  it('makes the record a simple one again', () => {
    expect(run(['end'], record({ SetIdentifier: 'x' })).status).toBe(0);
    expect(changes()).toEqual([
      change('DELETE', record({ SetIdentifier: 'x' })),
      change('DELETE', record({ SetIdentifier: 'x' })),
      change('CREATE', record(REST)),
    ]);
  });

  it.each([[['weights', '101']], [['weights', 'x']], [['weights']], [[]]])('refuses %j', (args) => {
    expect(run(args).status).toBe(2);
  });

  it('changes nothing where there is no simple record', () => {
    expect(run(['begin'], null)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('api.example.com. has no such record'),
    });
    expect(() => changes()).toThrow('ENOENT');
  });
});

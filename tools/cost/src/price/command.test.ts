import { meters } from '@acado/pricing';
import { runCommand } from '@acado/command-line/testing';
import { price } from './command.ts';

const rest = { meter: 'rest-api', region: 'us-east-1', requests: 1_000_000 };
const run = (input: unknown, ...args: string[]) => runCommand(price, args, JSON.stringify(input));

describe('price', () => {
  it('prints the priced lines and the total as JSON', async () => {
    const { stdout, exitCode } = await run([rest, { ...rest, region: 'eu-west-1' }]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      lines: [
        {
          ...rest,
          unitPrices: [
            {
              item: 'api-gateway.rest.requests',
              unit: 'request',
              from: 0,
              quantity: 1_000_000,
              price: '0.0000035',
              cost: 3.5,
              source: expect.any(String),
              date: expect.any(String),
              confidence: 'H',
            },
          ],
          cost: 3.5,
        },
        expect.objectContaining({ region: 'eu-west-1', cost: 3.5 }),
      ],
      total: 7,
      currency: 'USD',
    });
  });

  it('prices what --example prints', async () => {
    const { stdout } = await runCommand(price, ['--example']);
    const priced: unknown = JSON.parse((await runCommand(price, [], stdout)).stdout);
    expect(priced).toMatchObject({ lines: expect.any(Array), total: expect.any(Number) });
    expect((priced as { lines: unknown[] }).lines).toHaveLength(meters.length);
  });

  it('prints the schema of the input', async () => {
    const { stdout } = await runCommand(price, ['--schema']);
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'array',
      items: { oneOf: expect.any(Array) },
    });
  });

  it('prints a table on a terminal, and when asked to', async () => {
    const text = JSON.stringify([rest]);
    const terminal = await runCommand(price, [], text, { stdout: true });
    expect(terminal.stdout).toMatch(
      /rest-api +us-east-1 .* 3\.50000000 +H\n +total +3\.50000000\n/,
    );
    expect((await run([rest], '--table')).stdout).toBe(terminal.stdout);
    const json = await runCommand(price, ['--json'], text, { stdout: true });
    expect(JSON.parse(json.stdout)).toMatchObject({ total: 3.5 });
  });

  it('shares tiers and takes off the free tier when asked to', async () => {
    const lines = [
      { ...rest, requests: 333_000_000 },
      { ...rest, requests: 1_000_000 },
    ];
    const totalOf = async (...args: string[]) =>
      (JSON.parse((await run(lines, ...args)).stdout) as { total: number }).total;
    expect(await totalOf()).toBe(1169);
    expect(await totalOf('--month')).toBe(1168.3);
    const transitions = [
      { meter: 'step-functions-standard', region: 'us-east-1', transitions: 4000 },
    ];
    expect(JSON.parse((await run(transitions, '--free-tier')).stdout)).toMatchObject({ total: 0 });
  });

  it('reads input that is cut inside a character', async () => {
    const bytes = Buffer.from('[{"meter":"rest-api","region":"é","requests":1}]');
    const at = bytes.indexOf(0xc3) + 1;
    const { stderr } = await runCommand(price, [], [bytes.subarray(0, at), bytes.subarray(at)]);
    expect(stderr).toContain('in é:');
  });

  it.each<[string, unknown, number, RegExp]>([
    ['an unknown price', [rest, { ...rest, region: 'us-east-2' }], 1, /^line 1: .*us-east-2/],
    ['an unknown region', [{ ...rest, region: 'mars-1' }], 1, /rest\.requests in mars-1: /],
    ['a wrong field', [rest, { ...rest, requests: -1 }], 2, /^line 1, requests: /],
    ['an unknown field', [{ ...rest, request: 1 }], 2, /^line 0, request: Unknown field/],
    ['an unknown meter', [{ ...rest, meter: 'rest' }], 2, /^line 0, meter: .*not "rest"/],
    ['no lines', [], 2, /nothing to price/],
    ['an object', rest, 2, /Expected a JSON array/],
  ])('says what is wrong with %s', async (_what, input, exitCode, message) => {
    const result = await run(input);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  it.each([
    ['', /Standard input is empty/],
    ['\n', /Standard input is empty/],
    ['[{', /Standard input is not JSON: /],
  ])('refuses the input %j', async (input, message) => {
    const { exitCode, stderr } = await runCommand(price, [], input);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('shows its usage instead of waiting for a terminal', async () => {
    const { exitCode, stderr } = await runCommand(price, [], '', { stdin: true });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Usage: ');
  });

  it.each([
    [['--yaml'], /--yaml/],
    [['file.json'], /file\.json/],
    [['--json', '--table'], /one of --json and --table/],
  ])('refuses the options %j', async (args, message) => {
    const { exitCode, stderr } = await runCommand(price, args, '[]');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

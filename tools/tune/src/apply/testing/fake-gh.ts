import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { z } from 'zod';

const callSchema = z.object({ args: z.array(z.string()), body: z.string().optional() });
type Call = z.output<typeof callSchema>;

/** Remembers what it was asked, and answers as GitHub's command line would. */
const SCRIPT = `#!${process.execPath}
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const args = process.argv.slice(2);
const has = (flag) => args.includes(flag);
const body = has('--body-file') ? readFileSync(0, 'utf8') : undefined;
appendFileSync(process.env.FAKE_GH_LOG, JSON.stringify({ args, body }) + '\\n');
const refused = process.env.FAKE_GH_REFUSES;
const call = args.slice(0, 2).join(' ');
if (refused && call === refused) { console.error('not allowed'); process.exit(1); }
const open = existsSync(process.env.FAKE_GH_LOG + '.open')
  ? readFileSync(process.env.FAKE_GH_LOG + '.open', 'utf8') : '[]';
if (has('--json')) console.log(open);
else if (call === 'pr create') console.log('https://github.test/pull/1');
else if (call === 'issue create') console.log('https://github.test/issues/2');
else if (args[0] === 'api') console.log(args[1].includes('/writer/') ? 'write' : 'read');
`;

/** A `gh` in a folder of its own, first on the PATH of whoever takes this environment. */
export function aFakeGh(directory: string) {
  const bin = join(directory, 'bin');
  const log = join(directory, 'gh.log');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'gh'), SCRIPT);
  chmodSync(join(bin, 'gh'), 0o755);
  writeFileSync(log, '');
  return {
    env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, FAKE_GH_LOG: log },
    calls: (): Call[] =>
      readFileSync(log, 'utf8')
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [callSchema.parse(JSON.parse(line))])),
    /** What is open already. */
    setOpen: (list: { url: string; title: string; isCrossRepository?: boolean }[]) =>
      writeFileSync(`${log}.open`, JSON.stringify(list)),
  };
}

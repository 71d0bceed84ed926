import { CommandError, type Io } from '@acado/command-line';

const FOR_GOOD = 'remove prod for good';

/**
 * Asks, on a terminal, for the name of the stage; without one the options must have said it.
 *
 * @throws {CommandError} where nobody agreed.
 */
export async function confirmed(
  stage: string,
  { yes, yesProd }: { yes: boolean; yesProd: boolean },
  { stdin, stderr }: Io,
): Promise<void> {
  const isProd = stage === 'prod';
  if (yes && (!isProd || yesProd)) return;
  const options = isProd ? '--yes --yes-prod' : '--yes';
  if (yes || !stdin.isTTY)
    throw new CommandError(`Nothing was removed. To agree without being asked: ${options}`);
  const expected = isProd ? FOR_GOOD : stage;
  stderr.write(`\nType "${expected}" to remove all of it: `);
  if ((await firstLine(stdin)) !== expected) throw new CommandError('Nothing was removed.', 1);
}

async function firstLine(stdin: Io['stdin']): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0]!.trim();
}

import type { Io } from '@acado/command-line';

/** Asks on the terminal. @returns What was answered, without space around it; empty at the end of the input. */
export async function ask(
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
  question: string,
): Promise<string> {
  stderr.write(question);
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0]!.trim();
}

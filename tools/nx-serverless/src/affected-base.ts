/**
 * The revision that `nx affected` compares with, which Nx tells no task; `undefined` for other commands.
 *
 * @param argv Of the Nx command.
 * @param fallback What Nx takes when the command line does not say it.
 * @example
 * affectedBase(['node', 'nx', 'affected', '-t', 'cost', '--base=main'], 'main'); // 'main'
 */
export function affectedBase(argv: readonly string[], fallback: string): string | undefined {
  if (!argv.includes('affected')) return undefined;
  const at = argv.findLastIndex((argument) => /^--base(=|$)/.test(argument));
  const given = argv[at]?.startsWith('--base=') ? argv[at].slice('--base='.length) : argv[at + 1];
  return at < 0 ? fallback : given;
}

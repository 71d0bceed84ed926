import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  ...['microsoft-edge', 'msedge'],
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const PROGRAMS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A browser of Chromium's family: the one that `CHROME_PATH` or `PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH` names, else one from
 * the PATH or from where such browsers are installed.
 *
 * @throws {Error} If a variable names what is not there, or if `REQUIRE_BROWSER` is set and there is none.
 */
export function findBrowser(
  environment: Environment = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  for (const name of ['CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH']) {
    const path = environment[name];
    if (!path) continue;
    if (exists(path)) return path;
    throw new Error(`${name}=${path}: there is no such file`);
  }
  const suffixes = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const programFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (name) => environment[name] ?? [],
  );
  const found = [
    ...COMMANDS.flatMap((command) =>
      folders.flatMap((folder) => suffixes.map((suffix) => join(folder, command + suffix))),
    ),
    ...APPLICATIONS,
    ...programFolders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program))),
  ].find(exists);
  if (found === undefined && environment.REQUIRE_BROWSER)
    throw new Error(
      'No Chromium found, and REQUIRE_BROWSER is set: install one, or set CHROME_PATH',
    );
  return found;
}

// The one file that runs before anything is installed, so it is plain JavaScript for Node >= 20 without dependencies.
//   node tools/setup.mjs start|test|evidence [args…]   installs what is missing, then runs the command
//   node tools/setup.mjs postinstall          (from `npm install`) puts a Node 24 first on the PATH of every npm script
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 24; // the Lambda runtime's (nodejs24.x)
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const commands = {
  start: ['tools/local-cloud/src/cli.ts', 'start'],
  evidence: ['tools/cost/src/cli.ts', 'evidence'],
  test: [
    'node_modules/nx/dist/bin/nx.js',
    'run-many',
    '--targets=lint,typecheck,test,int,e2e',
    '--outputStyle=static',
  ],
};

/** Runs a program to its end; a failure ends this process with one line. */
function run(command, args, problem) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error || status !== 0) fail(`${problem}${error ? `: ${error.message}` : ''}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Does `work` while no other process does: two installations at once would destroy each other's files. */
function alone(work) {
  const lock = join(root, '.local', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (!told) console.log('Waiting for another installation …');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      if (existsSync(lock) && !isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** npm writes its own record last, so one that is older than the lock file tells of another installation, or of half a one. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  const changedAt = (file) => statSync(file).mtimeMs;
  return existsSync(record) && changedAt(record) >= changedAt(join(root, 'package-lock.json'));
}

function installPackages() {
  if (isInstalled()) return;
  alone(() => {
    if (isInstalled()) return;
    console.log('Installing packages (npm ci) …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed: see above');
  });
}

/** Node 24 from the npm registry, for machines whose own Node is older; machines that have it download nothing. */
function linkNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return;
  if (existsSync(join(bin, 'node'))) return;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const prefix = join(root, '.local', 'toolchain');
  const binary = join(
    prefix,
    'node_modules',
    name,
    'bin',
    platform === 'win' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    mkdirSync(prefix, { recursive: true });
    writeFileSync(join(prefix, 'package.json'), '{ "private": true }\n');
    run(
      'npm',
      [
        'install',
        '--prefix',
        prefix,
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${name}@${NODE_MAJOR}`,
      ],
      `Node ${NODE_MAJOR} could not be installed; install it yourself (https://nodejs.org) and try again`,
    );
  }
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'node'), { force: true });
  symlinkSync(relative(bin, binary), join(bin, 'node'));
}

const [command, ...args] = process.argv.slice(2);
if (command === 'postinstall') {
  linkNode();
} else if (command in commands) {
  installPackages();
  linkNode();
  const linked = join(bin, 'node');
  const child = spawn(
    existsSync(linked) ? linked : process.execPath,
    [...commands[command], ...args],
    {
      cwd: root,
      // The channel tells the cloud when this process is killed; a test run has no use for it.
      stdio: ['inherit', 'inherit', 'inherit', ...(command === 'start' ? ['ipc'] : [])],
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    },
  );
  // npm's shell dies of a signal without handing it on: whoever started this process is gone then. A script that starts
  // this file in the background by itself may end before it.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 300).unref();
  // The child decides how it ends; a signal sent to this process alone is handed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
} else {
  fail(`Usage: node tools/setup.mjs ${[...Object.keys(commands), 'postinstall'].join('|')}`);
}

// Finds the handler the way Lambda's Node.js runtime does: `folder/file.export`, CommonJS or ES module.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.mjs';

const RUNTIME_PACKAGES = /^@(aws-sdk|smithy)\//;

/**
 * A function has the packages in its zip and the ones that the runtime brings along, which ES modules would not find by
 * NODE_PATH. What lies in a `node_modules` above the task root is this machine's and not there on AWS.
 */
const limitPackages = (taskRoot) => {
  const [nodePath] = (process.env.NODE_PATH ?? '').split(delimiter);
  const parentURL = pathToFileURL(join(nodePath, 'runtime.js')).href;
  const task = pathToFileURL(join(realpathSync(taskRoot), '/')).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (RUNTIME_PACKAGES.test(specifier)) {
        try {
          return next(specifier, context);
        } catch {
          return next(specifier, { ...context, parentURL });
        }
      }
      const found = next(specifier, context);
      const isPackage = !/^(\.|\/|file:)/.test(specifier) && found.url.startsWith('file:');
      if (isPackage && context.parentURL?.startsWith(task) && !found.url.startsWith(task)) {
        const message = `Cannot find module '${specifier}' imported from ${context.parentURL}`;
        throw Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
      }
      return found;
    },
  });
};

const isInModulePackage = (folder) => {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    try {
      return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
    } catch {
      return false;
    }
  }
  const parent = dirname(folder);
  return parent !== folder && basename(folder) !== 'node_modules' && isInModulePackage(parent);
};

const loadModule = async (taskRoot, path) => {
  const file = resolve(taskRoot, path);
  const require = createRequire(join(taskRoot, 'index.js'));
  const isModule = isInModulePackage(dirname(file));
  if (existsSync(`${file}.js`) && !isModule) return require(`${file}.js`);
  for (const extension of ['.js', '.mjs']) {
    if (existsSync(file + extension)) return import(pathToFileURL(file + extension).href);
  }
  return require(existsSync(`${file}.cjs`) ? `${file}.cjs` : path);
};

const describeLoadError = (error) => {
  const text = `${error.name}: ${error.message}`;
  if (error instanceof SyntaxError) return new RuntimeError('UserCodeSyntaxError', text);
  if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeError('ImportModuleError', text);
  }
  return error;
};

export const loadHandler = async (taskRoot, handler, callbacksAllowed) => {
  const file = basename(handler);
  const match = /^([^.]*)\.(.*)$/.exec(file);
  if (!match || handler.includes('..')) {
    throw new RuntimeError('MalformedHandlerName', `'${handler}' is not a valid handler name.`);
  }
  const [, moduleName, exportPath] = match;
  limitPackages(taskRoot);
  const module = await loadModule(taskRoot, join(dirname(handler), moduleName)).catch((error) => {
    throw describeLoadError(error);
  });
  const found = exportPath.split('.').reduce((value, key) => value?.[key], module);
  if (typeof found !== 'function') {
    const problem = found === undefined ? 'is undefined or not exported' : 'is not a function';
    throw new RuntimeError('HandlerNotFound', `${handler} ${problem}`);
  }
  if (found[Symbol.for('aws.lambda.runtime.handler.streaming')]) {
    throw new RuntimeError(
      'MalformedStreamingHandler',
      'Response streaming is not supported by the local cloud.',
    );
  }
  if (found.length >= 3 && !callbacksAllowed) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
        'Use an async handler: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
  return found;
};

// Lambda's text log format: time, request id, level and message, separated by tabs.
import { format } from 'node:util';

const levels = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};

/** One stream keeps what was written to stdout and stderr in order. */
export const patchConsole = (requestId) => {
  process.stderr.write = process.stdout.write.bind(process.stdout);
  const line = (level, args) => {
    const message = format(...args).replaceAll('\n', '\r');
    process.stdout.write(`${new Date().toISOString()}\t${requestId()}\t${level}\t${message}\n`);
  };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...args) => line(level, args);
  }
};

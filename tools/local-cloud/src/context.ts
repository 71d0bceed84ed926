import { type SQSClient } from '@aws-sdk/client-sqs';

export type LogLevel = 'info' | 'warn' | 'error';

/** What every room of the local cloud is given when it is built. */
export type CloudContext = {
  region: string;
  /** Twelve digits. */
  accountId: string;
  /** The AWS endpoint that functions and tools talk to, e.g. `http://127.0.0.1:4566`. */
  endpoint: string;
  /** Survives restarts: queues, tables, objects, undelivered events. */
  stateDir: string;
  /** May be deleted at any time: unpacked function packages. */
  cacheDir: string;
  /** One line for the person who watches the console. */
  report: (level: LogLevel, source: string, message: string) => void;
  /** Sends log lines of a function to its log group, and to its file under `.local/logs`. */
  writeLogs: (logGroup: string, logStream: string, lines: string[]) => void;
  /** A client of the local SQS engine that bypasses IAM: for pollers and deliveries of the cloud itself. */
  sqs: SQSClient;
};

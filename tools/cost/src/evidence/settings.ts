import type { Stack } from '@acado/local-cloud';
import { readerOf } from './configuration.ts';
import { replaceRestApi } from './http-api-for-rest.ts';

/** How a run differs from the packages as they are. */
export interface Settings {
  /** The processor of every function; the template's when absent. */
  architecture?: 'x86_64' | 'arm64';
  /** The memory of every function, in MB; the template's when absent. */
  memoryMb?: number;
  /** How functions read their queues, by function; the template's where absent. */
  queues?: Readonly<Record<string, QueueSettings>>;
  /** Environment variables of every function, over the template's. */
  environment?: Readonly<Record<string, string>>;
  /** An HTTP API in place of the REST API. */
  httpApi?: boolean;
}

/** How a function reads its queue. */
export interface QueueSettings {
  batchSize?: number;
  windowSeconds?: number;
}

type Template = Stack['template'];
type Resource = Template['Resources'][string];

const ofType = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((resource) => resource.Type === type);

/** A text map inside a resource's properties, empty where it is none. */
const mapOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/**
 * The stack with the settings in its template; the stack given stays as it is.
 *
 * @example
 * createCloud({ services, directory, transform: (stack) => applySettings(stack, { memoryMb: 512 }) });
 */
export function applySettings(stack: Stack, settings: Settings): Stack {
  const template = structuredClone(stack.template);
  for (const { Properties } of ofType(template, 'AWS::Lambda::Function')) {
    if (settings.architecture) Properties.Architectures = [settings.architecture];
    if (settings.memoryMb !== undefined) Properties.MemorySize = settings.memoryMb;
    const environment = mapOf(Properties.Environment);
    const variables = { ...mapOf(environment.Variables), ...settings.environment };
    Properties.Environment = { ...environment, Variables: variables };
  }
  for (const { Properties } of ofType(template, 'AWS::Lambda::EventSourceMapping')) {
    const { batchSize, windowSeconds } = settings.queues?.[readerOf(template, Properties)] ?? {};
    if (batchSize !== undefined) Properties.BatchSize = batchSize;
    if (windowSeconds !== undefined) Properties.MaximumBatchingWindowInSeconds = windowSeconds;
  }
  if (settings.httpApi) replaceRestApi(template);
  return { ...stack, template };
}

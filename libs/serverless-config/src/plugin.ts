import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alarms, type AlarmSettings } from './alarms.ts';
import { dropImpliedDependencies } from './dependencies.ts';
import type { FunctionDefinition } from './functions.ts';
import { setVisibilityTimeouts } from './queues.ts';
import { type CostMetrics, missingPrices, rateCard } from './rates.ts';
import { functionRole } from './roles.ts';
import { addTags } from './tags.ts';
import type { Resources } from './template.ts';
import { throttleHttpApis, type Throttling } from './throttling.ts';

/** What the plugin uses of the framework. */
type Serverless = {
  serviceDir: string;
  processedInput: { commands: string[] };
  service: {
    custom: {
      guardrails: AlarmSettings & { costMetrics: CostMetrics; throttling: Throttling };
      esbuild?: { outputWorkFolder?: string };
    };
    functions: Record<string, FunctionDefinition>;
    provider: Pick<FunctionDefinition, 'architecture' | 'timeout'> & {
      tags?: Record<string, string>;
      compiledCloudFormationTemplate: { Resources: Resources };
    };
    resources?: { Resources?: Resources };
  };
  configSchemaHandler: {
    defineFunctionProperties: (provider: string, schema: object) => void;
    defineCustomProperties: (schema: object) => void;
  };
  getProvider: (name: 'aws') => {
    getRegion: () => string;
    naming: {
      getNormalizedFunctionName: (key: string) => string;
      getLogGroupLogicalId: (key: string) => string;
    };
  };
};

const customSchema = {
  properties: {
    guardrails: {
      type: 'object',
      properties: {
        alarmTopicArn: { type: 'string' },
        costAlarmUsdPerHour: { type: 'number', exclusiveMinimum: 0 },
        costMetrics: {
          type: 'object',
          properties: {
            metrics: { enum: ['full', 'total', 'off'] },
            sampleRate: { type: 'number', minimum: 0, maximum: 1 },
          },
          required: ['metrics', 'sampleRate'],
          additionalProperties: false,
        },
        throttling: {
          type: 'object',
          properties: { rateLimit: { type: 'number' }, burstLimit: { type: 'integer' } },
          required: ['rateLimit', 'burstLimit'],
          additionalProperties: false,
        },
      },
      required: ['alarmTopicArn', 'costAlarmUsdPerHour', 'costMetrics', 'throttling'],
      additionalProperties: false,
    },
  },
  required: ['guardrails'],
};

/** serverless-esbuild removes its bundles after packaging only, not when `sls offline` ends or a build fails. */
const removeAtExit = (folder: string): void => {
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
};

/** serverless-esbuild leaves the contexts of a failed build open, which would keep the command alive for ever. */
const endSoon = (): void => {
  setTimeout(() => process.exit(), 500).unref();
};

/** What a plugin is handed to talk to whoever runs the command. */
type Utilities = { log: { warning: (text: string) => void } };

/** Gives every function its role and its rates and every stack its alarms, tags and limits while it is packaged. */
class Guardrails {
  readonly hooks: Record<string, () => void>;
  readonly #serverless: Serverless;
  readonly #log: Utilities['log'];

  constructor(serverless: Serverless, _options: unknown, { log }: Utilities) {
    this.#serverless = serverless;
    this.#log = log;
    serverless.configSchemaHandler.defineFunctionProperties('aws', {
      properties: { iamRoleStatements: { $ref: '#/definitions/awsIamPolicyStatements' } },
    });
    serverless.configSchemaHandler.defineCustomProperties(customSchema);
    this.hooks = {
      // As resources of the service, so that `sls deploy function` finds the role as well.
      initialize: () => this.#begin(),
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.#complete(),
      error: endSoon,
    };
  }

  #begin(): void {
    const { service, serviceDir } = this.#serverless;
    const workFolder = service.custom.esbuild?.outputWorkFolder;
    if (workFolder) removeAtExit(join(serviceDir, workFolder));
    // Before the roles: they are made of what a function declares about itself.
    this.#addRates();
    this.#addRoles();
  }

  #addRates(): void {
    const { processedInput, service } = this.#serverless;
    const { metrics, sampleRate } = service.custom.guardrails.costMetrics;
    // On the laptop's own clock and without AWS's meters there is nothing to price.
    if (metrics === 'off' || processedInput.commands[0] === 'offline') return;
    const cards = Object.values(service.functions).map((definition) => {
      const { text, missing } = rateCard({
        definition,
        defaults: service.provider,
        region: this.#serverless.getProvider('aws').getRegion(),
        resources: service.resources?.Resources ?? {},
      });
      definition.environment = {
        COST_METRICS: metrics,
        COST_SAMPLE_RATE: String(sampleRate),
        COST_RATES: text,
        ...definition.environment,
      };
      return missing;
    });
    const missing = cards.flat();
    if (missing.length > 0) this.#log.warning(missingPrices(missing));
  }

  #addRoles(): void {
    const { functions, resources } = this.#serverless.service;
    const provider = this.#serverless.getProvider('aws');
    const roles: Resources = {};
    for (const [key, definition] of Object.entries(functions)) {
      if (definition.role !== undefined) continue;
      const roleId = `${provider.naming.getNormalizedFunctionName(key)}Role`;
      definition.role = roleId;
      roles[roleId] = functionRole({
        definition,
        region: provider.getRegion(),
        logGroupLogicalId: provider.naming.getLogGroupLogicalId(key),
      });
    }
    this.#serverless.service.resources = {
      ...resources,
      Resources: { ...resources?.Resources, ...roles },
    };
  }

  #complete(): void {
    const { custom, provider } = this.#serverless.service;
    const { Resources } = provider.compiledCloudFormationTemplate;
    setVisibilityTimeouts(Resources);
    throttleHttpApis(Resources, custom.guardrails.throttling);
    Object.assign(Resources, alarms(Resources, custom.guardrails));
    addTags(Resources, provider.tags ?? {});
    dropImpliedDependencies(Resources);
  }
}

// What plugin.cjs hands to the framework.
export { Guardrails as default };

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alarms, notify } from './alarms.ts';
import { setPermissionsBoundary } from './boundary.ts';
import {
  customSchema,
  exemptionsSchema,
  type GuardrailsConfig,
  missingConfig,
} from './custom-schema.ts';
import { dropImpliedDependencies } from './dependencies.ts';
import type { FunctionDefinition } from './functions.ts';
import { checkService } from './guardrails/check-service.ts';
import { describeFindings } from './guardrails/describe.ts';
import { METADATA_KEY } from './guardrails/exemptions.ts';
import { setVisibilityTimeouts } from './queues.ts';
import { missingPrices, rateCard } from './rates.ts';
import { functionRole } from './roles.ts';
import { addTags } from './tags.ts';
import type { Resources } from './template.ts';
import { throttleHttpApis } from './throttling.ts';

type Template = { Resources: Resources; Metadata?: Record<string, unknown> };

/** What the plugin uses of the framework. */
type Serverless = {
  serviceDir: string;
  processedInput: { commands: string[] };
  classes: { Error: new (message: string, code: string) => Error };
  service: {
    service: string;
    custom: {
      guardrails: GuardrailsConfig;
      esbuild?: { outputWorkFolder?: string };
    };
    functions: Record<string, FunctionDefinition>;
    provider: Pick<FunctionDefinition, 'architecture' | 'timeout'> & {
      tags?: Record<string, string>;
      compiledCloudFormationTemplate: Template;
    };
    resources?: { Resources?: Resources };
  };
  configSchemaHandler: {
    defineFunctionProperties: (provider: string, schema: object) => void;
    defineCustomProperties: (schema: object) => void;
  };
  getProvider: (name: 'aws') => {
    getRegion: () => string;
    getStage: () => string;
    naming: {
      getLambdaLogicalId: (key: string) => string;
      getNormalizedFunctionName: (key: string) => string;
      getLogGroupLogicalId: (key: string) => string;
    };
  };
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

/**
 * Gives every function its role and its rates and every stack its alarms, tags and limits while it is packaged, and
 * refuses a stack that breaks a rule.
 */
class Guardrails {
  readonly hooks: Record<string, () => void>;
  readonly #serverless: Serverless;
  readonly #log: Utilities['log'];
  readonly #now: () => Date;

  constructor(
    serverless: Serverless,
    _options: unknown,
    { log }: Utilities,
    now = () => new Date(),
  ) {
    this.#serverless = serverless;
    this.#log = log;
    this.#now = now;
    serverless.configSchemaHandler.defineFunctionProperties('aws', {
      properties: {
        iamRoleStatements: { $ref: '#/definitions/awsIamPolicyStatements' },
        guardrails: exemptionsSchema,
      },
    });
    serverless.configSchemaHandler.defineCustomProperties(customSchema);
    this.hooks = {
      // As resources of the service, so that `sls deploy function` finds the role as well.
      initialize: () => this.#begin(),
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        this.#complete();
        this.#addExemptions();
        this.#check();
      },
      error: endSoon,
    };
  }

  #begin(): void {
    const { service, serviceDir } = this.#serverless;
    const missing = missingConfig(service.custom);
    if (missing) this.#refuse(missing);
    const workFolder = service.custom.esbuild?.outputWorkFolder;
    if (workFolder) removeAtExit(join(serviceDir, workFolder));
    // Before the roles: they are made of what a function declares about itself.
    this.#addRates();
    this.#orRefuse(() => this.#addRoles());
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
        nameOf: (other) => functions[other]?.name ?? other,
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
    notify(Resources, custom.guardrails.alarmTopicArn);
    addTags(Resources, provider.tags ?? {});
    this.#orRefuse(() => setPermissionsBoundary(Resources, custom.guardrails.permissionsBoundary));
    dropImpliedDependencies(Resources);
  }

  /** So that the compiled template alone says what is exempt, whoever reads it later. */
  #addExemptions(): void {
    const { custom, functions, provider } = this.#serverless.service;
    const template = provider.compiledCloudFormationTemplate;
    const { naming } = this.#serverless.getProvider('aws');
    const { exemptions } = custom.guardrails;
    if (exemptions) template.Metadata = { ...template.Metadata, [METADATA_KEY]: exemptions };
    for (const [key, { guardrails }] of Object.entries(functions)) {
      const resource = template.Resources[naming.getLambdaLogicalId(key)];
      if (!guardrails || !resource) continue;
      resource.Metadata = { ...resource.Metadata, [METADATA_KEY]: guardrails };
    }
  }

  #check(): void {
    const { service, serviceDir } = this.#serverless;
    const { rules } = service.custom.guardrails;
    const { findings } = this.#orRefuse(() =>
      checkService(
        {
          folder: serviceDir,
          stage: this.#serverless.getProvider('aws').getStage(),
          functions: service.functions,
          template: service.provider.compiledCloudFormationTemplate,
          settings: rules,
        },
        { today: this.#now().toISOString().slice(0, 10), outdated: rules.outdated },
      ),
    );
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (warnings.length > 0)
      this.#log.warning(describeFindings(service.service, 'warning', warnings));
    if (errors.length > 0) this.#refuse(describeFindings(service.service, 'error', errors));
  }

  /** What is the user's to repair is shown without a stack. */
  #refuse(message: string): never {
    throw new this.#serverless.classes.Error(message, 'GUARDRAILS');
  }

  #orRefuse<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }
}

// What plugin.cjs hands to the framework.
export { Guardrails as default };

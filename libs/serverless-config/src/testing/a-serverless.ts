import { tmpdir } from 'node:os';
import type { CostMetrics } from '../rates.ts';
import type { Severity } from '../rules/rule.ts';
import type { Resources } from '../template.ts';

/** What the plugin is handed of the framework: a service with these functions and this compiled template. */
export const aServerless = (functions: Record<string, object>, compiled: Resources) => ({
  serviceDir: tmpdir(),
  processedInput: { commands: ['package'] },
  classes: { Error },
  service: {
    service: 'acado-worker-b',
    custom: {
      guardrails: {
        alarmTopicArn: '',
        costAlarmUsdPerHour: 1,
        costMetrics: { metrics: 'full' as CostMetrics['metrics'], sampleRate: 0.1 },
        throttling: { rateLimit: 100, burstLimit: 200 },
        permissionsBoundary: '',
        rules: { tunedWithinDays: 90, maxBundleKb: 1024, outdated: 'error' as Severity },
        exemptions: undefined as Record<string, unknown> | undefined,
      },
      esbuild: undefined as { outputWorkFolder?: string } | undefined,
    },
    functions: functions as Record<
      string,
      { name: string; role?: unknown; guardrails?: Record<string, unknown> }
    >,
    provider: {
      tags: { Service: 'acado-worker-b', Stage: 'dev', CostCenter: 'orders' },
      compiledCloudFormationTemplate: { Resources: compiled } as {
        Resources: Resources;
        Metadata?: Record<string, unknown>;
      },
    },
    resources: undefined as { Resources?: Resources } | undefined,
  },
  configSchemaHandler: { defineFunctionProperties: () => {}, defineCustomProperties: () => {} },
  getProvider: () => ({
    getRegion: () => 'us-east-1',
    getStage: () => 'dev',
    naming: {
      getLambdaLogicalId: (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}LambdaFunction`,
      getNormalizedFunctionName: (key: string) => key[0]!.toUpperCase() + key.slice(1),
      getLogGroupLogicalId: (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}LogGroup`,
    },
  }),
});

import type { CostMetrics } from './rates.ts';
import type { AlarmSettings } from './alarms.ts';
import type { RuleSettings, Severity } from './rules/rule.ts';
import { at, isRecord } from './template.ts';
import type { Throttling } from './throttling.ts';

/** `custom.guardrails`, which `guardrails.yml` fills in. */
export type GuardrailsConfig = AlarmSettings & {
  costMetrics: CostMetrics;
  throttling: Throttling;
  /** ARN of the policy that caps every role; empty for none. */
  permissionsBoundary: string;
  rules: RuleSettings & { outdated: Severity };
  /** Of the service as a whole, by rule. */
  exemptions?: Record<string, unknown> | null;
};

/** What resources, functions and services are exempt from, by rule. Its contents are judged by the rules themselves. */
export const exemptionsSchema = { type: 'object', additionalProperties: { type: 'object' } };

/** JSON schema of `custom`. */
export const customSchema = {
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
        permissionsBoundary: { type: 'string' },
        rules: {
          type: 'object',
          properties: {
            tunedWithinDays: { type: 'integer', minimum: 1 },
            maxBundleKb: { type: 'integer', minimum: 1 },
            outdated: { enum: ['error', 'warning'] },
          },
          required: ['tunedWithinDays', 'maxBundleKb', 'outdated'],
          additionalProperties: false,
        },
        exemptions: { anyOf: [exemptionsSchema, { type: 'null' }] },
      },
      required: [
        'alarmTopicArn',
        'costAlarmUsdPerHour',
        'costMetrics',
        'throttling',
        'permissionsBoundary',
        'rules',
      ],
      additionalProperties: false,
    },
    produces: { type: 'array', items: { type: 'object' } },
  },
  required: ['guardrails'],
};

/**
 * What is missing of the configuration, for services that the framework does not validate.
 *
 * @example
 * missingConfig({}); // 'custom.guardrails is missing: …'
 */
export const missingConfig = (custom: unknown): string | undefined => {
  const { required } = customSchema.properties.guardrails;
  const given = at(custom, 'guardrails');
  const missing = isRecord(given) ? required.filter((name) => given[name] === undefined) : [''];
  if (missing.length === 0) return undefined;
  const what = missing.map((name) => ['custom.guardrails', name].filter(Boolean).join('.'));
  return `${what.join(', ')} ${what.length > 1 ? 'are' : 'is'} missing: include libs/serverless-config/guardrails.yml as custom.guardrails`;
};

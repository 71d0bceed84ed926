import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a test says of its one queue. */
export interface QueueFacts {
  encrypted?: boolean;
  /** A bus in the stack, so that events of all services count. */
  bus?: boolean;
  /** `Metadata.Guardrails`. */
  exemptions?: Record<string, unknown>;
}

const tags = ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' }));

const filesOf = (
  name: string,
  { encrypted = true, bus = false, exemptions }: QueueFacts,
): Record<string, string> => ({
  [`services/${name}/serverless.yml`]: `service: acado-${name}
resources:
  Resources:
    Queue:
      Properties:
        SqsManagedSseEnabled: ${encrypted}
`,
  [`services/${name}/.serverless/cloudformation-template-update-stack.json`]: JSON.stringify({
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { SqsManagedSseEnabled: encrypted, Tags: tags },
        ...(exemptions && { Metadata: { Guardrails: exemptions } }),
      },
      ...(bus && {
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus', Tags: tags } },
      }),
    },
  }),
  [`services/${name}/.serverless/serverless-state.json`]: JSON.stringify({
    service: {
      provider: { stage: 'local' },
      functions: {},
      custom: { guardrails: { rules: { tunedWithinDays: 90, maxBundleKb: 1024 } } },
    },
  }),
});

/** A workspace of packaged services with a queue each, to be removed by `remove`. */
export function aWorkspace(services: Record<string, QueueFacts>) {
  const root = mkdtempSync(join(tmpdir(), 'guardrails-'));
  const files = [
    ['nx.json', '{}'],
    ...Object.entries(services).flatMap(([name, facts]) => Object.entries(filesOf(name, facts))),
  ] as const;
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

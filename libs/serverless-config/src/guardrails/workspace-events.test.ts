import { join } from 'node:path';
import { aFolder } from '../testing/a-folder.ts';
import { workspaceEvents } from './workspace-events.ts';

const eventsIn = (files: Record<string, string>) => {
  const { root, remove } = aFolder(files);
  try {
    return workspaceEvents(root, join(root, 'services/shop'), 'dev');
  } finally {
    remove();
  }
};

const files = {
  'libs/consumer.yml': `Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: \${self:custom.consumer.eventBus}
      EventPattern: \${self:custom.consumer.pattern}
`,
  'services/shop/serverless.yml': `service: shop
custom:
  produces:
    - { eventBus: '\${self:service}-\${sls:stage}-orders', source: shop, detail-type: OrderPlaced }
`,
  'services/stock/serverless.yml': `service: stock
custom:
  consumer:
    eventBus: shop-\${sls:stage}-orders
    pattern: { source: [shop], detail-type: [OrderPlaced] }
functions:
  count:
    events:
      - eventBridge: { pattern: { source: [clock] } }
resources:
  - \${file(../../libs/consumer.yml)}
`,
  'services/notes.md': 'no service',
};

describe('workspaceEvents', () => {
  it('reads what services produce and consume', () => {
    expect(eventsIn(files)).toEqual({
      produced: [{ eventBus: 'shop-dev-orders', source: 'shop', 'detail-type': 'OrderPlaced' }],
      consumed: [
        {
          eventBus: 'shop-dev-orders',
          pattern: { source: ['shop'], 'detail-type': ['OrderPlaced'] },
        },
        { eventBus: 'default', pattern: { source: ['clock'] } },
      ],
    });
  });

  it('names the file in which something else is declared', () => {
    const wrong = { 'services/shop/serverless.yml': 'service: shop\ncustom: { produces: [a] }\n' };

    expect(() => eventsIn(wrong)).toThrow(
      'services/shop/serverless.yml: custom.produces lists { eventBus, source, detail-type }',
    );
  });

  it('names the file that is no YAML', () => {
    const broken = { 'services/shop/serverless.yml': 'service: shop\nresources: *gone\n' };

    expect(() => eventsIn(broken)).toThrow(/^services\/shop\/serverless.yml: .*gone/);
  });

  it('leaves a variable that leads to itself as it is', () => {
    const circle = {
      'services/shop/serverless.yml': `service: shop
custom: { a: '\${self:custom.b}', b: '\${self:custom.a}' }
resources: { Resources: { Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: '\${self:custom.a}' } } } }
`,
    };

    expect(eventsIn(circle)).toEqual({ produced: [], consumed: [] });
  });
});

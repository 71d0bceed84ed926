import { ORDER_PLACED, ORDER_SOURCE, ORDERS_PLACED } from '@acado/events';
import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');
const { Resources } = readCompiledTemplate(folder);

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems({ Resources })).toEqual([]);
  });

  it('keeps payloads for as long as a pointer to them can wait', () => {
    expect(Resources.PayloadsBucket).toHaveProperty(
      'Properties.LifecycleConfiguration.Rules.0.ExpirationInDays',
      73,
    );
  });

  it('declares the events that it sends', () => {
    const state = readFileSync(join(folder, '.serverless/serverless-state.json'), 'utf8');
    const declared = [ORDER_PLACED, ORDERS_PLACED].map((detailType) => ({
      eventBus: 'acado-ingest-a-local-orders',
      source: ORDER_SOURCE,
      'detail-type': detailType,
    }));

    expect(JSON.parse(state)).toMatchObject({ service: { custom: { produces: declared } } });
  });
});

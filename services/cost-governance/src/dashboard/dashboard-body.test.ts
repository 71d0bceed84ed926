import { dashboardBody } from './dashboard-body.ts';

const services = [
  { name: 'acado-shop', functions: ['sell', 'refund'] },
  { name: 'acado-bank', functions: ['pay'] },
];
const body = dashboardBody({ services, stage: 'dev', region: 'eu-west-1' });

describe('dashboardBody', () => {
  it('has a row for all services and one for each', () => {
    expect(body.widgets.map(({ properties }) => properties.title)).toEqual([
      'USD per hour by service',
      'Messages in dead-letter queues',
      'Actions of the guard',
      'acado-shop: USD per hour by function',
      'acado-shop: invocations, errors, throttles',
      'acado-bank: USD per hour by function',
      'acado-bank: invocations, errors, throttles',
    ]);
  });

  it('names the metrics as the functions write them', () => {
    expect(body.widgets[3]?.properties.metrics[0]).toEqual([
      ...['Acado/Cost', 'EstimatedCost', 'service', 'acado-shop'],
      ...['function', 'acado-shop-dev-sell', 'stage', 'dev'],
      { label: 'sell' },
    ]);
    expect(body.widgets[4]?.properties.metrics).toHaveLength(6);
  });

  it('has an id for each expression, once per graph', () => {
    const ids = body.widgets[0]?.properties.metrics.map(([first]) => first);
    expect(ids).toMatchObject([{ id: 's0' }, { id: 's1' }]);
  });
});

import { addTags } from './tags.ts';

describe('addTags', () => {
  it('tags a resource and keeps the tags it declares', () => {
    const resources = {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { Tags: [{ Key: 'Stage', Value: 'own' }] },
      },
    };

    addTags(resources, { Stage: 'dev', Service: 'acado-worker-b' });

    expect(resources.Queue.Properties.Tags).toEqual([
      { Key: 'Stage', Value: 'own' },
      { Key: 'Service', Value: 'acado-worker-b' },
    ]);
  });

  it('leaves alone what takes no list of tags', () => {
    const resources = { Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: {} } };

    addTags(resources, { Stage: 'dev' });

    expect(resources.Policy.Properties).toEqual({});
  });
});

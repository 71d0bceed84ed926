import { join } from 'node:path';
import { servicesIn } from './services.ts';

describe('servicesIn', () => {
  const services = servicesIn(join(import.meta.dirname, '../../..'));

  it('knows the services of this repository', () => {
    expect(services).toContainEqual(
      expect.objectContaining({ key: 'worker-b', name: 'acado-worker-b' }),
    );
  });

  it('knows that those who use the bus are removed before it', () => {
    const bus = services.find(({ key }) => key === 'ingest-a');

    expect(bus?.before).toEqual(expect.arrayContaining(['s3-archiver', 'worker-b', 'worker-c']));
  });
});

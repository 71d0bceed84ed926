import { findTarget } from './cloud-target.ts';

const none = async () => undefined;
const running = async () => ({ awsEndpoint: 'http://127.0.0.1:4566', region: 'eu-west-1' });

describe('findTarget', () => {
  it('is AWS where no local cloud runs, in the region of the option or the environment', async () => {
    expect(await findTarget({}, none, { AWS_REGION: 'eu-west-1' })).toEqual({
      name: 'aws',
      region: 'eu-west-1',
      config: { region: 'eu-west-1' },
    });
    expect((await findTarget({}, none, {})).region).toBe('us-east-1');
    const { region } = await findTarget({ region: 'eu-west-1' }, none, { AWS_REGION: 'us-west-2' });
    expect(region).toBe('eu-west-1');
  });

  it('says so when the local cloud that is asked for does not run', async () => {
    await expect(findTarget({ target: 'local' }, none, {})).rejects.toThrow('npm start');
  });

  it('refuses another target by name', async () => {
    await expect(findTarget({ target: 'azure' }, none, {})).rejects.toThrow('"azure"');
  });

  it('is the local cloud that runs, with keys of its own', async () => {
    expect(await findTarget({}, running, {})).toMatchObject({
      name: 'local',
      region: 'eu-west-1',
      config: { endpoint: 'http://127.0.0.1:4566', credentials: { accessKeyId: 'local' } },
    });
  });

  it('is what AWS_ENDPOINT_URL names before a local cloud that runs', async () => {
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    expect((await findTarget({}, running, environment)).name).toBe('aws');
    expect((await findTarget({ target: 'local' }, running, environment)).name).toBe('local');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarget } from './cloud-target.ts';

describe('findTarget', () => {
  const root = mkdtempSync(join(tmpdir(), 'target-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const runCloud = (folder: string) => {
    mkdirSync(join(root, '.local', folder), { recursive: true });
    const outputs = { awsEndpoint: `http://127.0.0.1/${folder}`, region: 'us-east-1' };
    writeFileSync(join(root, '.local', folder, 'outputs.json'), JSON.stringify(outputs));
  };

  it('is AWS where no local cloud runs, in the region of the environment', () => {
    expect(findTarget({}, root, { AWS_REGION: 'eu-west-1' })).toEqual({
      name: 'aws',
      region: 'eu-west-1',
      config: { region: 'eu-west-1' },
    });
    expect(findTarget({}, root, {}).region).toBe('us-east-1');
    expect(findTarget({ region: 'eu-west-1' }, root, { AWS_REGION: 'x' }).region).toBe('eu-west-1');
  });

  it('says so when the local cloud that is asked for does not run', () => {
    expect(() => findTarget({ target: 'local' }, root, {})).toThrow('npm start');
  });

  it('refuses another target by name', () => {
    expect(() => findTarget({ target: 'azure' }, root, {})).toThrow('"azure"');
  });

  it('is the local cloud that runs, with keys of its own', () => {
    runCloud('');
    runCloud('4700');
    expect(findTarget({}, root, {})).toMatchObject({
      name: 'local',
      config: { endpoint: 'http://127.0.0.1/', credentials: { accessKeyId: 'local' } },
    });
    const second = findTarget({ target: 'local' }, root, { LOCAL_CLOUD_PORT: '4700' });
    expect(second.config.endpoint).toBe('http://127.0.0.1/4700');
  });

  it('is what AWS_ENDPOINT_URL names before a local cloud that runs', () => {
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    expect(findTarget({}, root, environment).name).toBe('aws');
    expect(findTarget({ target: 'local' }, root, environment).name).toBe('local');
  });
});

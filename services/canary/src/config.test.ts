import { readConfig } from './config.ts';

const environment = { STAGE: 'dev', BASE_URLS: '', CREDENTIALS_PARAMETER: '/acado/dev/canary' };

describe('readConfig', () => {
  it('reads the stage and the name of the parameter', () => {
    expect(readConfig(environment)).toEqual({
      stage: 'dev',
      baseUrls: new Map(),
      credentialsParameter: '/acado/dev/canary',
    });
  });

  it('reads base URLs by service', () => {
    const BASE_URLS = 'crud-api=https://api.example.com/v1/,ingest-a=http://127.0.0.1:4667';
    expect(readConfig({ ...environment, BASE_URLS }).baseUrls).toEqual(
      new Map([
        ['crud-api', 'https://api.example.com/v1'],
        ['ingest-a', 'http://127.0.0.1:4667'],
      ]),
    );
  });

  it.each([{ STAGE: '' }, { STAGE: undefined }, { BASE_URLS: 'https://api.example.com' }])(
    'names the variable that is wrong: %j',
    (wrong) => {
      expect(() => readConfig({ ...environment, ...wrong })).toThrow(Object.keys(wrong)[0]);
    },
  );
});

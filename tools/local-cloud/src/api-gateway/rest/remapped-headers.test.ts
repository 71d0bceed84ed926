import { remapped } from './remapped-headers.ts';

describe('remapped', () => {
  it('renames what browsers would act on, and nothing else', () => {
    const headers = { 'www-authenticate': 'Basic', server: 'mine', 'x-server': '1', etag: '"1"' };
    expect(remapped({ status: 401, headers, body: 'no' })).toEqual({
      status: 401,
      headers: {
        'x-amzn-remapped-www-authenticate': 'Basic',
        'x-amzn-remapped-server': 'mine',
        'x-server': '1',
        etag: '"1"',
      },
      body: 'no',
    });
  });
});

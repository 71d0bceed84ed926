import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { aWorkspace } from './testing/workspace.ts';

const bin = join(import.meta.dirname, '../../../node_modules/.bin');

describe('remove.ts', () => {
  let workspace: ReturnType<typeof aWorkspace>;
  let aws: Server;
  afterEach(async () => {
    workspace.remove();
    await new Promise((resolve) => aws.close(resolve));
  });

  /** Runs against an AWS that answers every request with this error. */
  const remove = async (code: string, message: string) => {
    workspace = aWorkspace({
      'shop/serverless.yml': 'service: acado-shop\nprovider: { name: aws, runtime: nodejs24.x }',
    });
    aws = createServer((_request, response) => {
      const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
      response.writeHead(400, { 'content-type': 'text/xml' });
      response.end(`<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`);
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const { port } = aws.address() as AddressInfo;
    const script = join(import.meta.dirname, 'remove.ts');
    return promisify(execFile)(join(bin, 'node'), [script, 'shop', '--stage=dev'], {
      cwd: workspace.root,
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH}`,
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    });
  };

  it('takes a stack that does not exist for removed', async () => {
    const { stdout } = await remove(
      'ValidationError',
      'Stack with id acado-shop-dev does not exist',
    );

    expect(stdout).toContain('Nothing to remove of shop.');
  });

  it('fails for every other reason', async () => {
    await expect(remove('AccessDenied', 'You may not')).rejects.toMatchObject({ code: 1 });
  });
});

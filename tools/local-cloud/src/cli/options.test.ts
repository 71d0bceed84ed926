import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('starts the cloud unless told otherwise', () => {
    const start = {
      ...{ command: 'start', fresh: false, auth: false, watch: true, verbose: false },
      console: true,
    };
    expect(readOptions([], {})).toEqual({ ...start, port: 4566, dynamoDbUrl: undefined });
    expect(
      readOptions(['--fresh', '--no-watch', '--no-console'], {
        ...{ LOCAL_CLOUD_PORT: '5000', LOCAL_CLOUD_DYNAMODB_URL: 'http://127.0.0.1:8000' },
      }),
    ).toEqual({
      ...{ ...start, fresh: true, watch: false, console: false },
      ...{ port: 5000, dynamoDbUrl: 'http://127.0.0.1:8000' },
    });
  });

  it('shows the usage of the cloud on the port that is set', () => {
    expect(readOptions(['usage', '--json'], { LOCAL_CLOUD_PORT: '5000' })).toEqual({
      ...{ command: 'usage', port: 5000, json: true },
    });
  });

  it('helps before it looks at anything else', () => {
    expect(readOptions(['usage', '--fresh', '--help'], {})).toEqual({ command: 'help' });
  });

  it.each([
    [['stop'], 'There is no command "stop": try --help'],
    [['usage', 'reset'], 'There is no command "usage reset": try --help'],
    [['constructor'], 'There is no command "constructor": try --help'],
    [['--json'], '"start" has no option --json: try --help'],
    [['usage', '--fresh'], '"usage" has no option --fresh: try --help'],
    [['usage', '--no-watch'], '"usage" has no option --no-watch: try --help'],
    [['--port', '1'], /Unknown option '--port'/],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(message);
  });

  it.each(['0', '65001', '1.5', 'x'])('refuses the port %s', (port) => {
    expect(() => readOptions([], { LOCAL_CLOUD_PORT: port })).toThrow(
      `LOCAL_CLOUD_PORT=${port} is not a port: use a number from 1 to 65000`,
    );
  });
});

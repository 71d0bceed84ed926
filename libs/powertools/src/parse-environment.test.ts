import * as z from 'zod';
import { EnvironmentError, parseEnvironment } from './parse-environment.ts';

const schema = z.object({
  TABLE_NAME: z.string().min(1),
  LIMIT: z.coerce.number().int().default(20),
});

describe('parseEnvironment', () => {
  it('returns the typed configuration and nothing else', () => {
    const env = { TABLE_NAME: 'items', LIMIT: '5', PATH: '/bin' };
    expect(parseEnvironment(schema, env)).toEqual({ TABLE_NAME: 'items', LIMIT: 5 });
  });

  it('fills in defaults', () => {
    expect(parseEnvironment(schema, { TABLE_NAME: 'items' }).LIMIT).toBe(20);
  });

  it('throws an error that names every wrong variable and none of the values', () => {
    const parse = () => parseEnvironment(schema, { LIMIT: 'secret' });
    expect(parse).toThrow(EnvironmentError);
    expect(parse).toThrow(/TABLE_NAME: .*LIMIT: /);
    expect(parse).not.toThrow(/secret/);
  });

  it('reads the environment of the process', () => {
    process.env.A_TABLE = 'items';
    expect(parseEnvironment(z.object({ A_TABLE: z.string() }))).toEqual({ A_TABLE: 'items' });
    delete process.env.A_TABLE;
  });
});

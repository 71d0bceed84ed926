import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { AwsError } from '../../aws-api.ts';
import { operation } from '../../events/aws-json.ts';
import { integer, time } from '../fields.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { createMonitoringProtocol } from './monitoring-protocol.ts';

const NOON = new Date(Date.UTC(2026, 0, 15, 12));

const api = createMonitoringProtocol({
  Echo: operation(
    z.object({ At: time, Names: z.array(z.object({ Name: z.string() })), Limit: integer }),
    ({ At, Names, Limit }) => ({ At: new Date(At), Names, Half: Limit / 2, Missing: undefined }),
  ),
  Refuse: () => {
    throw new AwsError('ResourceNotFound', 'No <alarm>.', 404);
  },
});

const send = async (request: {
  path?: string;
  headers: Record<string, string>;
  body: Uint8Array | string;
}) => {
  const { body = '', ...answer } = await api({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    principal: { kind: 'developer' },
    ...request,
    body: Buffer.from(request.body),
  });
  return { ...answer, body: Buffer.from(body) };
};

describe('createMonitoringProtocol', () => {
  const names = [{ Name: 'a&b' }, { Name: 'c' }];

  it('speaks AWS JSON, compressed too', async () => {
    const headers = { 'x-amz-target': 'GraniteServiceVersion20100801.Echo' };
    const body = JSON.stringify({ At: NOON.getTime() / 1000, Names: names, Limit: 5 });
    const expected = { At: NOON.getTime() / 1000, Names: names, Half: 2.5 };

    const plain = await send({ headers, body });
    const compressed = await send({
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync(body),
    });

    expect(JSON.parse(plain.body.toString())).toEqual(expected);
    expect(JSON.parse(compressed.body.toString())).toEqual(expected);
  });

  it('speaks RPC v2 CBOR', async () => {
    const path = '/service/GraniteServiceVersion20100801/operation/Echo';
    const body = encodeCbor({ At: NOON, Names: names, Limit: 5 });

    const answer = await send({ path, headers: { 'smithy-protocol': 'rpc-v2-cbor' }, body });

    expect(answer.headers?.['smithy-protocol']).toBe('rpc-v2-cbor');
    expect(decodeCbor(answer.body)).toEqual({ At: NOON, Names: names, Half: 2.5 });
  });

  it('speaks the query protocol', async () => {
    const body = new URLSearchParams({
      Action: 'Echo',
      At: NOON.toISOString(),
      'Names.member.2.Name': 'c',
      'Names.member.1.Name': 'a&b',
      Limit: '5',
    }).toString();

    const answer = await send({ headers: {}, body });

    expect(answer.body.toString()).toContain(
      '<EchoResult><At>2026-01-15T12:00:00.000Z</At><Names><member><Name>a&amp;b</Name></member><member><Name>c</Name></member></Names><Half>2.5</Half></EchoResult>',
    );
  });

  it('fails in the protocol that it was asked in', async () => {
    const target = 'GraniteServiceVersion20100801';
    const json = await send({ headers: { 'x-amz-target': `${target}.Refuse` }, body: '' });
    const cbor = await send({ path: `/service/${target}/operation/Refuse`, headers: {}, body: '' });
    const query = await send({ headers: {}, body: 'Action=Refuse' });

    const failure = { __type: 'ResourceNotFound', message: 'No <alarm>.' };
    expect([json.status, cbor.status, query.status]).toEqual([404, 404, 404]);
    expect(JSON.parse(json.body.toString())).toEqual(failure);
    expect(decodeCbor(cbor.body)).toEqual(failure);
    expect(query.body.toString()).toContain(
      '<Code>ResourceNotFound</Code><Message>No &lt;alarm&gt;.</Message>',
    );
  });

  it.each([
    ['an operation that it does not have', 'Other', '{}', 'InvalidAction'],
    ['a body that is no JSON', 'Echo', '{', 'SerializationException'],
    ['a parameter of another type', 'Echo', '{"At":"never"}', 'InvalidParameterValue'],
  ])('refuses %s', async (_name, name, body, code) => {
    const headers = { 'x-amz-target': `GraniteServiceVersion20100801.${name}` };

    const answer = await send({ headers, body });

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.toString()).__type).toBe(code);
  });
});

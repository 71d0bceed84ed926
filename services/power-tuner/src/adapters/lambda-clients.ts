import { metered } from '@acado/powertools';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { resilient } from './resilient.ts';

const agent = { maxSockets: 1000, keepAlive: true };

const regionOf = (functionArn: string): string => functionArn.split(':')[3] ?? '';

function perRegion(
  create: (region: string) => LambdaClient,
): (functionArn: string) => LambdaClient {
  const clients = new Map<string, LambdaClient>();
  return (functionArn) => {
    const region = regionOf(functionArn);
    const client = clients.get(region) ?? resilient(metered(create(region)));
    clients.set(region, client);
    return client;
  };
}

/** Clients in the region of a function, to look at it and to change it. */
export const controlClients = () =>
  perRegion((region) => new LambdaClient({ region, maxAttempts: 8 }));

/** Clients to invoke it: no invocation is repeated without being asked for, however long it takes. */
export const invokeClients = () =>
  perRegion(
    (region) =>
      new LambdaClient({
        region,
        maxAttempts: 1,
        requestHandler: { httpAgent: agent, httpsAgent: agent },
      }),
  );

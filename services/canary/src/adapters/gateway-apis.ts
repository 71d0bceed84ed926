import { type ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import type { Apis } from '../domain/ports.ts';

/**
 * HTTP APIs by their names, `acado-<service>-<stage>`: no stack exports its URL, and one that is made anew has another.
 *
 * @param known Base URLs by service, such as those of custom domains; they are not looked for.
 */
export const createGatewayApis = (options: {
  client: ApiGatewayV2Client;
  stage: string;
  known: ReadonlyMap<string, string>;
}): Apis => {
  const { client, stage, known } = options;
  return {
    find: async (services) => {
      const found = new Map(known);
      const names = new Map(
        services
          .filter((service) => !known.has(service))
          .map((service) => [`acado-${service}-${stage}`, service]),
      );
      let NextToken: string | undefined;
      if (names.size > 0)
        do {
          const page = await client.send(new GetApisCommand({ NextToken }));
          for (const { Name = '', ApiEndpoint } of page.Items ?? []) {
            const service = names.get(Name);
            if (service !== undefined && ApiEndpoint !== undefined) found.set(service, ApiEndpoint);
          }
          NextToken = page.NextToken;
        } while (NextToken !== undefined);
      return found;
    },
  };
};

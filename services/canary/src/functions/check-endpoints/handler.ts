import { createPlainHandler } from '@acado/powertools';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import { createAsk } from '../../adapters/ask-endpoint.ts';
import { createClientCredentials, noTokens } from '../../adapters/client-credentials.ts';
import { emitOutcomes } from '../../adapters/emit-outcomes.ts';
import { createGatewayApis } from '../../adapters/gateway-apis.ts';
import { readConfig } from '../../config.ts';
import { checks } from '../../domain/checks.ts';
import { type Checking, runChecks } from '../../domain/run-checks.ts';

/** What takes longer is down: five times this is the function's timeout. */
const TIMEOUT_MS = 5_000;

const services = () => {
  const { stage, baseUrls, credentialsParameter } = readConfig();
  const checking: Checking = {
    apis: createGatewayApis({ client: new ApiGatewayV2Client(), stage, known: baseUrls }),
    tokens: credentialsParameter
      ? createClientCredentials({
          ...{ ssm: new SSMClient(), parameter: credentialsParameter, timeoutMs: TIMEOUT_MS },
          now: Date.now,
        })
      : noTokens,
    ask: createAsk(TIMEOUT_MS),
    now: () => performance.now(),
  };
  return { checking, stage };
};

export const handler = createPlainHandler({
  services,
  // Whoever invokes it, the clock or somebody by hand.
  input: z.unknown(),
  handle: async (_event, { checking, stage }) => {
    const outcomes = await runChecks(checks, checking);
    emitOutcomes(outcomes, stage);
    return { outcomes };
  },
});

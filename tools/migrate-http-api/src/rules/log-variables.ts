const NAMES = [
  'accountId',
  'apiId',
  'authorizer\\..+',
  'awsEndpointRequestId2?',
  'customDomain\\.basePathMatched',
  'dataProcessed',
  'domainName',
  'domainPrefix',
  'error\\.(?:message|messageString|responseType)',
  'extendedRequestId',
  'httpMethod',
  'identity\\.(?:accountId|caller|principalOrgId|sourceIp|user|userAgent|userArn)',
  'identity\\.cognito(?:AuthenticationProvider|AuthenticationType|IdentityId|IdentityPoolId)',
  'identity\\.clientCert\\..+',
  'integration\\.(?:error|integrationStatus|latency|requestId|status)',
  'integrationErrorMessage',
  'integrationLatency',
  'integrationStatus',
  'path',
  'protocol',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'responseLatency',
  'responseLength',
  'routeKey',
  'stage',
  'status',
];

/** Variables of `$context` that access logs of HTTP APIs have. */
export const LOG_VARIABLES = new RegExp(`^(?:${NAMES.join('|')})$`);

/** The variables in a format: `$context.a.b` is `a.b`. */
export const variablesOf = (format: string): string[] => [
  ...new Set([...format.matchAll(/\$context\.([A-Za-z0-9_.]*\w)/g)].map(([, name]) => name!)),
];

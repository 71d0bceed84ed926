import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type ResourcePolicies } from '../iam/resource-policies.ts';
import { type Lambda } from '../lambda/types.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { functionNameOf, physicalName } from './names.ts';
import { integer, noEffect, tagList, textMap } from './properties.ts';

const functionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Description: z.string().optional(),
  Runtime: z.string(),
  Handler: z.string(),
  Role: z.string(),
  Code: z.strictObject({
    S3Key: z.string(),
    S3Bucket: noEffect('the code is the local zip that the key names'),
    S3ObjectVersion: noEffect('the code is the local zip that the key names'),
  }),
  Architectures: z.array(z.enum(['arm64', 'x86_64'])).default(['x86_64']),
  MemorySize: integer.default(128),
  Timeout: integer.default(3),
  EphemeralStorage: z.strictObject({ Size: integer }).default({ Size: 512 }),
  Environment: z.strictObject({ Variables: textMap.default({}) }).default({ Variables: {} }),
  ReservedConcurrentExecutions: integer.optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: noEffect('log lines are kept as the function prints them'),
      ApplicationLogLevel: noEffect('log lines are kept as the function prints them'),
      SystemLogLevel: noEffect('log lines are kept as the function prints them'),
    })
    .default({}),
  Tags: tagList.optional(),
  PackageType: z.literal('Zip').optional(),
  TracingConfig: noEffect('there is no X-Ray'),
  KmsKeyArn: noEffect('variables are not encrypted'),
  RuntimeManagementConfig: noEffect('functions run on the Node.js that runs the cloud'),
  RecursiveLoop: noEffect('loops are not detected'),
});

export const lambdaFunctionHandlers = (
  { region, accountId }: CloudContext,
  lambda: Lambda,
  policies: ResourcePolicies,
): ResourceHandler[] => {
  const arnOf = (name: string): string => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

  const version = defineResource({
    type: 'AWS::Lambda::Version',
    properties: z.strictObject({
      FunctionName: z.string(),
      CodeSha256: noEffect('the version is of the code that is there'),
      Description: z.string().optional(),
      ProvisionedConcurrencyConfig: noEffect('cold starts happen as needed'),
    }),
    put: ({ FunctionName, Description }) => {
      const functionName = functionNameOf(FunctionName);
      const Version = lambda.publishVersion(functionName, Description);
      const arn = `${arnOf(functionName)}:${Version}`;
      return { physicalId: arn, attributes: { Version, FunctionArn: arn } };
    },
  });

  const alias = defineResource({
    type: 'AWS::Lambda::Alias',
    properties: z.strictObject({
      FunctionName: z.string(),
      Name: z.string(),
      FunctionVersion: z.string(),
      Description: z.string().optional(),
      ProvisionedConcurrencyConfig: noEffect('cold starts happen as needed'),
    }),
    put: ({ FunctionName, Name, FunctionVersion, Description }) => {
      const functionName = functionNameOf(FunctionName);
      lambda.putAlias(functionName, Name, FunctionVersion, Description);
      const arn = `${arnOf(functionName)}:${Name}`;
      return { physicalId: arn, attributes: { AliasArn: arn } };
    },
  });

  const permission = defineResource({
    type: 'AWS::Lambda::Permission',
    properties: z.strictObject({
      FunctionName: z.string(),
      Action: z.string(),
      Principal: z.string(),
      SourceArn: z.string().optional(),
      SourceAccount: z.string().optional(),
      EventSourceToken: noEffect('only Alexa sends one'),
      FunctionUrlAuthType: noEffect('functions have no URLs here'),
      InvokedViaFunctionUrl: noEffect('functions have no URLs here'),
      PrincipalOrgID: noEffect('there is one account'),
    }),
    put: ({ FunctionName, Action, Principal, SourceArn, SourceAccount }, place) => {
      const physicalId = physicalName(place);
      const functionArn = arnOf(functionNameOf(FunctionName));
      const Condition = {
        ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount !== undefined && {
          StringEquals: { 'aws:SourceAccount': SourceAccount },
        }),
      };
      policies.put(
        physicalId,
        [functionArn],
        [
          {
            Effect: 'Allow',
            Principal: { Service: Principal },
            Action,
            Resource: functionArn,
            Condition,
          },
        ],
      );
      return { physicalId, attributes: {} };
    },
    remove: (policyId) => policies.remove(policyId),
  });

  const lambdaFunction = defineResource({
    type: 'AWS::Lambda::Function',
    properties: functionProperties,
    // The key holds the time of packaging; what counts is what is in the zip.
    identity: ({ Code, ...rest }, { stack }) => [
      rest,
      createHash('sha256')
        .update(readFileSync(stack.artifact(Code.S3Key)))
        .digest('hex'),
    ],
    put: async (properties, place) => {
      const functionName = properties.FunctionName ?? physicalName(place);
      await lambda.putFunction({
        functionName,
        description: properties.Description,
        runtime: properties.Runtime,
        handler: properties.Handler,
        architecture: properties.Architectures[0] ?? 'x86_64',
        memorySizeMB: properties.MemorySize,
        timeoutS: properties.Timeout,
        ephemeralStorageMB: properties.EphemeralStorage.Size,
        environment: properties.Environment.Variables,
        roleArn: properties.Role,
        codeZip: place.stack.artifact(properties.Code.S3Key),
        reservedConcurrency: properties.ReservedConcurrentExecutions,
        logGroupName: properties.LoggingConfig.LogGroup ?? `/aws/lambda/${functionName}`,
        tags: properties.Tags,
      });
      return { physicalId: functionName, attributes: { Arn: arnOf(functionName) } };
    },
    remove: (functionName) => lambda.removeFunction(functionName),
  });

  return [lambdaFunction, version, alias, permission];
};

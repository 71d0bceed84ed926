import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type StepFunctions } from '../step-functions/types.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { flag, json, noEffect, tagList, text } from './properties.ts';

const logging = z
  .strictObject({
    Level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).default('OFF'),
    IncludeExecutionData: flag.default(false),
    Destinations: z
      .array(
        z.strictObject({
          CloudWatchLogsLogGroup: z.strictObject({ LogGroupArn: z.string() }),
        }),
      )
      .default([]),
  })
  .default({ Level: 'OFF', IncludeExecutionData: false, Destinations: [] });

/** `arn:aws:logs:<region>:<account>:log-group:<name>:*` → the name. */
const logGroupOf = (arn: string): string => arn.split(':')[6] ?? arn;

/** Puts the values given beside a definition in their places, `${Name}`. */
const substituted = (definition: string, values: Record<string, string>): string =>
  definition.replaceAll(/\$\{([\w.-]+)\}/g, (place, name: string) => {
    const value = values[name];
    // Within the quotes of a JSON text.
    return value === undefined ? place : JSON.stringify(value).slice(1, -1);
  });

export const stepFunctionsHandlers = (
  { region, accountId }: CloudContext,
  stepFunctions: Pick<StepFunctions, 'putStateMachine' | 'removeStateMachine'>,
): ResourceHandler[] => [
  defineResource({
    type: 'AWS::StepFunctions::StateMachine',
    properties: z.strictObject({
      StateMachineName: z.string().optional(),
      StateMachineType: z
        .literal('STANDARD', { error: 'the local cloud runs standard workflows alone' })
        .default('STANDARD'),
      DefinitionString: z.string().optional(),
      Definition: json.optional(),
      DefinitionSubstitutions: z.record(z.string(), text).default({}),
      RoleArn: z.string(),
      LoggingConfiguration: logging,
      Tags: tagList.default({}),
      TracingConfiguration: noEffect('there is no X-Ray'),
      EncryptionConfiguration: noEffect('executions are not encrypted'),
    }),
    put: async (properties, place) => {
      const { DefinitionString, Definition, DefinitionSubstitutions, RoleArn } = properties;
      const { Level, IncludeExecutionData, Destinations } = properties.LoggingConfiguration;
      const definition = DefinitionString ?? (Definition && JSON.stringify(Definition));
      if (definition === undefined)
        throw new Error('it has neither a DefinitionString nor a Definition');
      const name = properties.StateMachineName ?? physicalName(place, 80);
      const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
      const { revisionId } = await stepFunctions.putStateMachine({
        ...{ arn, name, roleArn: RoleArn, tags: properties.Tags },
        definition: substituted(definition, DefinitionSubstitutions),
        logging: {
          level: Level,
          includeExecutionData: IncludeExecutionData,
          logGroups: Destinations.map(({ CloudWatchLogsLogGroup }) =>
            logGroupOf(CloudWatchLogsLogGroup.LogGroupArn),
          ),
        },
      });
      return {
        physicalId: arn,
        attributes: { Arn: arn, Name: name, StateMachineRevisionId: revisionId },
      };
    },
    remove: (arn) => stepFunctions.removeStateMachine(arn),
  }),
];

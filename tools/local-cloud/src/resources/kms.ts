import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { uuidOf } from './names.ts';
import { noEffect, TAGS_REASON } from './properties.ts';

const UNENCRYPTED = 'nothing is encrypted here';

/** Keys have ids and ARNs that others can name; nothing is encrypted with them. */
export const kmsHandlers = ({ region, accountId }: CloudContext): ResourceHandler[] => [
  defineResource({
    type: 'AWS::KMS::Key',
    properties: z.strictObject({
      Description: noEffect('a description'),
      KeyPolicy: noEffect(UNENCRYPTED),
      Enabled: noEffect(UNENCRYPTED),
      EnableKeyRotation: noEffect(UNENCRYPTED),
      KeySpec: noEffect(UNENCRYPTED),
      KeyUsage: noEffect(UNENCRYPTED),
      PendingWindowInDays: noEffect(UNENCRYPTED),
      RotationPeriodInDays: noEffect(UNENCRYPTED),
      Tags: noEffect(TAGS_REASON),
    }),
    put: (_properties, place) => {
      const KeyId = uuidOf(place);
      const Arn = `arn:aws:kms:${region}:${accountId}:key/${KeyId}`;
      return { physicalId: KeyId, attributes: { Arn, KeyId } };
    },
  }),
  defineResource({
    type: 'AWS::KMS::Alias',
    properties: z.strictObject({ AliasName: z.string(), TargetKeyId: noEffect(UNENCRYPTED) }),
    put: ({ AliasName }) => ({ physicalId: AliasName, attributes: {} }),
  }),
];

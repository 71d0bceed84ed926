import { z } from 'zod';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type EngineCaller } from '../engines/call.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { noEffect, TAGS_REASON } from './properties.ts';

/** Codes by which S3 says that the bucket is there already. */
const THERE = ['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'];

export const s3Handlers = ({ region }: CloudContext, s3: EngineCaller): ResourceHandler[] => [
  defineResource({
    type: 'AWS::S3::Bucket',
    properties: z.strictObject({
      BucketName: z.string().optional(),
      BucketEncryption: noEffect('objects are plain files'),
      LifecycleConfiguration: noEffect('objects neither age nor move to another storage class'),
      PublicAccessBlockConfiguration: noEffect('nothing is public here'),
      OwnershipControls: noEffect('there is one account'),
      AccessControl: noEffect('nothing is public here'),
      IntelligentTieringConfigurations: noEffect('there is one storage class'),
      LoggingConfiguration: noEffect('access is not logged'),
      MetricsConfigurations: noEffect('requests are not measured'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: async ({ BucketName }, place) => {
      const name = BucketName ?? physicalName(place, 63).toLowerCase();
      try {
        await s3.rest('PUT', `/${name}`);
      } catch (error) {
        if (!(error instanceof AwsError && THERE.includes(error.code))) throw error;
      }
      return {
        physicalId: name,
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        },
      };
    },
  }),
  defineResource({
    type: 'AWS::S3::BucketPolicy',
    properties: z.strictObject({
      Bucket: z.string(),
      PolicyDocument: noEffect('bucket policies are not checked: roles alone decide'),
    }),
    put: ({ Bucket }) => ({ physicalId: Bucket, attributes: {} }),
  }),
];

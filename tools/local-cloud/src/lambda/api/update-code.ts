import { z } from 'zod';
import { checkRevision, invalidParameter } from '../functions/errors.ts';
import { maxUnzippedBytes, maxZipBytes } from '../limits.ts';
import { PackageTooLargeError, type CodePackage } from '../sandbox/package-store.ts';
import { json } from './answers.ts';
import { describeContent, describeVersion } from './descriptions.ts';
import { type FunctionOperation, type LambdaApiServices } from './operation.ts';
import { bodyOf } from './request-body.ts';

const parameters = z.strictObject({
  FunctionName: z.string().optional(), // some clients repeat what the path says
  Architectures: z.tuple([z.enum(['arm64', 'x86_64'])]).optional(),
  DryRun: z.boolean().default(false),
  Publish: z.boolean().default(false),
  RevisionId: z.string().optional(),
  S3Bucket: z.string().optional(),
  S3Key: z.string().optional(),
  ZipFile: z.base64().optional(),
});

type Services = Pick<LambdaApiServices, 'functions' | 'readObject'>;

const zipOf = async (
  { ZipFile, S3Bucket, S3Key }: z.output<typeof parameters>,
  { readObject }: Services,
): Promise<Uint8Array> => {
  if (ZipFile !== undefined) {
    const zip = Buffer.from(ZipFile, 'base64');
    if (zip.length <= maxZipBytes) return zip;
    throw invalidParameter(`Zipped size must be smaller than ${maxZipBytes} bytes`);
  }
  if (S3Bucket === undefined || S3Key === undefined) {
    throw invalidParameter('Please provide a source for function code.');
  }
  return readObject(S3Bucket, S3Key).catch((error: Error) => {
    throw invalidParameter(`Error occurred while GetObject. S3 Error Message: ${error.message}`);
  });
};

const store = async (zip: Uint8Array, { functions }: Services): Promise<CodePackage> =>
  functions.storeCode(zip).catch((error: unknown) => {
    throw invalidParameter(
      error instanceof PackageTooLargeError
        ? `Unzipped size must be smaller than ${maxUnzippedBytes} bytes`
        : 'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  });

export const updateCode: FunctionOperation = async (services, request, { functionName }) => {
  const given = bodyOf(parameters, request);
  const managed = services.functions.get(functionName);
  const { arn, latest } = managed;
  const checkLatest = (): void => {
    latest.checkNoUpdate();
    checkRevision(latest, given.RevisionId);
  };
  checkLatest();
  const code = await store(await zipOf(given, services), services);
  checkLatest(); // what has happened while the code was stored
  const { definition } = latest;
  const [architecture = definition.architecture] = given.Architectures ?? [];
  const content = { code, definition: { ...definition, architecture } };
  if (given.DryRun)
    return json(200, { ...describeVersion(latest, arn), ...describeContent(content) });
  latest.update(content);
  const version = given.Publish ? managed.publish({ withUpdate: true }) : latest;
  return json(200, describeVersion(version, arn));
};

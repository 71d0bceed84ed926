import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  paginateListVersionsByFunction,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { FunctionNotFound, Refused, ServiceUnavailable } from '../domain/errors.ts';
import type { Configuration, Functions, Version } from '../domain/ports.ts';
import { controlClients } from './lambda-clients.ts';
import { controlError } from './lambda-errors.ts';

/** Lambda takes no larger package directly. */
const LARGEST_PACKAGE = 50 * 1024 * 1024;

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Lambda's control plane. */
export function createFunctions(
  tunableFunctions: string,
  clientOf: (functionArn: string) => LambdaClient = controlClients(),
): Functions {
  const calling = async <T>(action: string, functionArn: string, call: () => Promise<T>) => {
    try {
      return await call();
    } catch (error) {
      throw controlError(error, { action, functionArn, tunableFunctions });
    }
  };

  const zipOf = (FunctionName: string): Promise<Uint8Array> =>
    calling('GetFunction', FunctionName, async () => {
      const { Code } = await clientOf(FunctionName).send(new GetFunctionCommand({ FunctionName }));
      if (Code?.SourceKMSKeyArn !== undefined) {
        throw new Refused(
          'PackageEncrypted',
          'The package is encrypted with a key of its own, which it would lose with another architecture',
        );
      }
      const zip = await download(Code?.Location ?? '').catch((cause: unknown) => {
        throw new ServiceUnavailable(`The code of ${FunctionName}: ${String(cause)}`, { cause });
      });
      if (zip.byteLength <= LARGEST_PACKAGE) return zip;
      throw new Refused(
        'PackageTooLarge',
        `The package has ${zip.byteLength} bytes; for another architecture it must be uploaded anew, and Lambda takes ${LARGEST_PACKAGE} directly`,
      );
    });

  return {
    configuration: (FunctionName, Qualifier) =>
      calling('GetFunctionConfiguration', FunctionName, async () =>
        configurationOf(
          await clientOf(FunctionName).send(
            new GetFunctionConfigurationCommand({ FunctionName, Qualifier }),
          ),
        ),
      ),

    reservedConcurrency: (FunctionName) =>
      calling('GetFunctionConcurrency', FunctionName, async () => {
        const command = new GetFunctionConcurrencyCommand({ FunctionName });
        return (await clientOf(FunctionName).send(command)).ReservedConcurrentExecutions;
      }),

    configure: (FunctionName, { memoryMb, description, revisionId }) =>
      calling('UpdateFunctionConfiguration', FunctionName, async () => {
        await clientOf(FunctionName).send(
          new UpdateFunctionConfigurationCommand({
            FunctionName,
            MemorySize: memoryMb,
            Description: description,
            RevisionId: revisionId,
          }),
        );
      }),

    changeArchitecture: async (FunctionName, { architecture, revisionId }) => {
      const ZipFile = await zipOf(FunctionName);
      await calling('UpdateFunctionCode', FunctionName, () =>
        clientOf(FunctionName).send(
          new UpdateFunctionCodeCommand({
            FunctionName,
            ZipFile,
            Architectures: [architecture],
            RevisionId: revisionId,
          }),
        ),
      );
    },

    publish: (FunctionName, { revisionId, codeSha256 }) =>
      calling('PublishVersion', FunctionName, async () => {
        const { Version: version } = await clientOf(FunctionName).send(
          new PublishVersionCommand({
            FunctionName,
            RevisionId: revisionId,
            CodeSha256: codeSha256,
          }),
        );
        return version ?? '';
      }),

    versions: (FunctionName) =>
      calling('ListVersionsByFunction', FunctionName, async () => {
        const versions: Version[] = [];
        const client = clientOf(FunctionName);
        for await (const { Versions = [] } of paginateListVersionsByFunction(
          { client },
          { FunctionName },
        )) {
          versions.push(...Versions.map(configurationOf));
        }
        return versions.filter(({ version }) => version !== '$LATEST');
      }),

    deleteVersion: async (FunctionName, Qualifier) => {
      try {
        await calling('DeleteFunction', FunctionName, () =>
          clientOf(FunctionName).send(new DeleteFunctionCommand({ FunctionName, Qualifier })),
        );
      } catch (error) {
        if (!(error instanceof FunctionNotFound)) throw error;
      }
    },

    pointAlias: async (FunctionName, Name, FunctionVersion) => {
      const alias = { FunctionName, Name, FunctionVersion };
      try {
        await calling('UpdateAlias', FunctionName, () =>
          clientOf(FunctionName).send(new UpdateAliasCommand(alias)),
        );
      } catch (error) {
        if (!(error instanceof FunctionNotFound)) throw error;
        await calling('CreateAlias', FunctionName, () =>
          clientOf(FunctionName).send(new CreateAliasCommand(alias)),
        );
      }
    },
  };
}

const statusOf = ({ State, LastUpdateStatus }: FunctionConfiguration): Configuration['status'] => {
  if (State === 'Pending' || LastUpdateStatus === 'InProgress') return 'changing';
  return State === 'Failed' || LastUpdateStatus === 'Failed' ? 'failed' : 'ready';
};

/** What makes invocations differ, beside code, memory and architecture. */
const settingsOf = (configuration: FunctionConfiguration): Record<string, string> => {
  const { Environment, VpcConfig, Layers, SnapStart, LoggingConfig, TracingConfig } = configuration;
  const { EphemeralStorage, FileSystemConfigs, Handler, KMSKeyArn, Role, Runtime, Timeout } =
    configuration;
  const values = {
    Environment: sorted(Environment?.Variables ?? {}),
    EphemeralStorage: EphemeralStorage?.Size,
    FileSystemConfigs,
    Handler,
    KMSKeyArn,
    Layers: Layers?.map(({ Arn }) => Arn),
    LoggingConfig: LoggingConfig?.LogFormat,
    Role,
    Runtime,
    SnapStart: SnapStart?.ApplyOn,
    Timeout,
    TracingConfig: TracingConfig?.Mode,
    VpcConfig: [VpcConfig?.SubnetIds?.toSorted(), VpcConfig?.SecurityGroupIds?.toSorted()],
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, JSON.stringify(value) ?? '']),
  );
};

const sorted = (values: Record<string, string>): [string, string][] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

const configurationOf = (configuration: FunctionConfiguration): Configuration => {
  const { LastUpdateStatusReason, StateReason, LastUpdateStatus } = configuration;
  return {
    version: configuration.Version ?? '$LATEST',
    memoryMb: configuration.MemorySize ?? 128,
    architecture: configuration.Architectures?.[0] ?? 'x86_64',
    description: configuration.Description ?? '',
    codeSha256: configuration.CodeSha256 ?? '',
    revisionId: configuration.RevisionId ?? '',
    packageType: configuration.PackageType ?? 'Zip',
    status: statusOf(configuration),
    statusReason: (LastUpdateStatus === 'Successful' ? StateReason : LastUpdateStatusReason) ?? '',
    settings: settingsOf(configuration),
  };
};

import { type RestApiStage } from '../../api-gateway/rest/types.ts';
import { type Throttling } from '../../api-gateway/types.ts';
import { type StageProperties } from './rest-api-properties.ts';

type Setting = StageProperties['MethodSettings'][number];

const throttlingOf = ({
  ThrottlingBurstLimit: burstLimit,
  ThrottlingRateLimit: rateLimit,
}: Setting): Throttling | undefined =>
  burstLimit === undefined || rateLimit === undefined ? undefined : { burstLimit, rateLimit };

/** Slashes of a path after the first are written as `~1`, and by some the first one too. */
const pathOf = ({ ResourcePath }: Setting): string =>
  ResourcePath.replaceAll('~1', '/').replace(/^\/\//, '/');

/** A stage with the limits of its requests: for all methods, and for single ones. */
export const stageOf = ({
  StageName,
  DeploymentId,
  Variables,
  MethodSettings,
}: StageProperties): RestApiStage => {
  const isForAll = ({ ResourcePath }: Setting): boolean => ResourcePath === '/*';
  const limits = MethodSettings.flatMap((setting) => {
    const throttling = isForAll(setting) ? undefined : throttlingOf(setting);
    return throttling ? [[`${setting.HttpMethod} ${pathOf(setting)}`, throttling] as const] : [];
  });
  return {
    name: StageName,
    deploymentId: DeploymentId,
    variables: Variables,
    throttling: MethodSettings.filter(isForAll).map(throttlingOf).findLast(Boolean),
    methodThrottling: Object.fromEntries(limits),
  };
};

export { type Cloud, type CloudOptions, createCloud } from './cloud.ts';
export {
  type ApiUsage,
  type CallUsage,
  type LogUsage,
  type MachineUsage,
  type MetricUsage,
  type UsageSnapshot,
  usageSnapshotSchema,
} from './metering/usage-snapshot.ts';
export { type PackagedCloudOptions, startPackagedCloud } from './packaged-cloud.ts';
export { type Outputs, type ServiceOutputs } from './outputs.ts';
export { PackageError } from './template/load-stack.ts';
export { type Stack } from './template/schema.ts';

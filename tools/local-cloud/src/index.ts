export { type Cloud, type CloudOptions, createCloud } from './cloud.ts';
export { type Outputs, type ServiceOutputs } from './outputs.ts';
export { type Stack } from './template/schema.ts';

export { awsProblem } from './aws-problem.ts';
export {
  type CloudTarget,
  findTarget,
  type RunningCloud,
  type TargetOptions,
} from './cloud-target.ts';
export { type Command, CommandError, type Io, readArguments, readOptions } from './command.ts';
export { type Interrupt, listenForInterrupt } from './interrupt.ts';
export { fieldOf, readFields } from './read-fields.ts';
export { runMain } from './run-main.ts';
export { textTable } from './table.ts';

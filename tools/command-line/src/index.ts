export { awsProblem } from './aws-problem.ts';
export { type Command, CommandError, type Io, readArguments, readOptions } from './command.ts';
export { runMain } from './run-main.ts';
export { textTable } from './table.ts';

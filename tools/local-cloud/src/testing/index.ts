export { CALL_AWS } from './call-aws.ts';
export { MEASURED_FUNCTION } from './measured-function.ts';
export { aFedQueue, aFunction, anHttpApi, aRole, arnOf, aTable } from './resources.ts';
export { type PackagedService, writePackage } from './write-package.ts';

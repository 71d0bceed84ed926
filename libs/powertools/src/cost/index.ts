export { countRecords } from './invocation.ts';
export { metered, type SdkClient } from './metered.ts';

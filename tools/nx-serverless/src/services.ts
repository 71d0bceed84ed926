export { deployOrder, withNeeded } from './deploy-order.ts';
export { readServiceFile, type ServiceFile } from './service-file.ts';

export { deployOrder, withNeeded } from './deploy-order.ts';
export { type Route } from './routes.ts';
export { readServiceFile, type ServiceFile } from './service-file.ts';

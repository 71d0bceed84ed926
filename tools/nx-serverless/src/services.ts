export { deployOrder, withNeeded } from './deploy-order.ts';
export { findService } from './find-service.ts';
export { type Route } from './routes.ts';
export { readServiceFile, type ServiceFile } from './service-file.ts';

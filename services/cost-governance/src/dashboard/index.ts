export { dashboardBody } from './dashboard-body.ts';
export { readServices } from './read-services.ts';

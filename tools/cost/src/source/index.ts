// For the other tools: a service of the workspace and what its package says.
export { readIfThere } from '../estimate/read-if-there.ts';
export { type PackagedService, readPackage } from '../estimate/template.ts';

// For the other tools: a service of the workspace, what its package says, and where its configuration says so.
export { readIfThere } from '../estimate/read-if-there.ts';
export { type PackagedService, readPackage } from '../estimate/template.ts';
export {
  type At,
  type Found,
  type Position,
  positionOf,
  type SourceFile,
  type YamlSource,
  yamlSource,
} from '@acado/serverless-config/source';

export {
  type At,
  type Found,
  type Position,
  positionOf,
  type SourceFile,
  type YamlSource,
  yamlSource,
} from './yaml-source.ts';

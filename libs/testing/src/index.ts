export { type Engines, startEngines } from './start-engines.ts';

import type { InputFields } from './input-files.ts';
import type { Tuner } from './tuner.ts';

/** Where functions are tuned. */
export interface Target {
  name: 'local' | 'aws';
  tuner: Tuner;
  /** Fields of every input. */
  common: InputFields;
  /** How often to look how far it is. */
  pollMs: number;
  close: () => Promise<void>;
}

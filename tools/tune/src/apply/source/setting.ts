import type { Architecture } from '@acado/tuning';

/** What a function is to have. */
export interface Settings {
  /** MB. */
  memoryMb: number;
  /** As it is, unless given. */
  architecture?: Architecture | undefined;
}

/** One setting under the name that Serverless Framework gives it. */
export interface Setting {
  name: 'memorySize' | 'architecture';
  value: string;
}

/** What Serverless Framework configures where nothing is written. */
const DEFAULTS: Record<Setting['name'], string> = { memorySize: '1024', architecture: 'x86_64' };

export const defaultOf = (name: Setting['name']): string => DEFAULTS[name];

export const settingsOf = ({ memoryMb, architecture }: Settings): Setting[] => [
  { name: 'memorySize', value: String(memoryMb) },
  ...(architecture ? [{ name: 'architecture', value: architecture } as const] : []),
];

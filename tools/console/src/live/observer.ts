import type { WorkbenchOptions } from '../dead-letters/workbench.ts';
import type { State } from '../model/types.ts';
import { readOutputs } from '../outputs.ts';
import type { OpenCloud } from './open-cloud.ts';

export type Observer = {
  /** The cloud that runs now. @throws {NotRunningError} */
  open: () => Promise<OpenCloud>;
  look: () => Promise<State>;
};

/** Finds the cloud by what it wrote; one that is deployed anew starts from nothing. */
export function createObserver(outputsFile: string, options: WorkbenchOptions): Observer {
  let current: { text: string; cloud: OpenCloud } | undefined;

  const open = async (): Promise<OpenCloud> => {
    const outputs = await readOutputs(outputsFile);
    const { openCloud } = await import('./open-cloud.ts');
    const text = JSON.stringify(outputs);
    if (current?.text !== text) current = { text, cloud: openCloud(outputs, options) };
    return current.cloud;
  };

  return { open, look: async () => (await open()).look(Date.now()) };
}

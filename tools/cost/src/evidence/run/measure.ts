import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../record/record.ts';
import type { Run } from '../record/schemas.ts';
import { inOrderOfRunning, type Variant } from '../variants.ts';
import { machine, revision } from './machine.ts';
import { sampleOrders } from './orders.ts';
import { packageServices } from './packages.ts';
import { type Recording, runVariant } from './run-variant.ts';
import { SERVICES } from './system.ts';
import { undisturbed } from './undisturbed.ts';

/** What is to be run. */
export interface Plan extends Pick<
  Run,
  'seed' | 'orders' | 'warmUpOrders' | 'ordersPerSecond' | 'region' | 'freeTier'
> {
  variants: readonly Variant[];
}

/** Runs every variant, one after the other, each on a fresh cloud of its own. */
export async function measure(
  plan: Plan,
  { signal, progress }: { signal: AbortSignal; progress: (line: string) => void },
): Promise<Evidence> {
  const { variants, ...settings } = plan;
  const startedAt = new Date().toISOString();
  const scratch = await mkdtemp(join(tmpdir(), 'acado-evidence-'));
  try {
    const services = new Set(variants.flatMap(({ architecture }) => SERVICES[architecture]));
    progress(`Packaging ${[...services].join(', ')} …`);
    const packages = join(scratch, 'services');
    await packageServices([...services], packages, signal);

    const measuredOn = await machine(signal);

    // Other orders than those that count, from the same shop.
    const all = sampleOrders(plan.warmUpOrders + plan.orders, plan.seed);
    const warmUp = all.slice(0, plan.warmUpOrders);
    const orders = all.slice(plan.warmUpOrders);
    const perSecond = plan.ordersPerSecond;
    const recordings = new Map<string, Recording>();
    for (const variant of inOrderOfRunning(variants)) {
      const began = performance.now();
      const places = { packages, scratch, region: plan.region };
      const workload = { ...places, warmUp, orders, perSecond, signal };
      const recording = await undisturbed(
        () => runVariant(variant, workload),
        (ms) => progress(`  ${variant.name.padEnd(8)} The clock jumped by ${ms} ms: once more`),
      );
      recordings.set(variant.name, recording);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      progress(`  ${variant.name.padEnd(8)} ${variant.title} (${seconds} s)`);
    }
    const run: Run = {
      format: 1,
      startedAt,
      revision: revision(),
      machine: measuredOn,
      ...settings,
      runs: [...recordings.keys()],
    };
    return { run, recordings };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

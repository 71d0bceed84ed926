import { FunctionGone, ReservationRefused } from '../domain/errors.ts';
import type { Reservation } from '../domain/incident.ts';
import type { Functions } from '../domain/ports.ts';

/** What its owner made of a function, and what it is. */
export interface OwnedFunction {
  owned: Reservation;
  is: Reservation;
  mappings: Map<string, { owned: boolean; is: boolean }>;
}

export const anOwnedFunction = (reservation: Reservation = null, mappings = 1): OwnedFunction => ({
  owned: reservation,
  is: reservation,
  mappings: new Map(
    Array.from({ length: mappings }, (_, index) => [`m-${index}`, { owned: true, is: true }]),
  ),
});

/** Lambda, as far as the guard changes it. */
export function createFakeFunctions(named: Map<string, OwnedFunction>): Functions & {
  /** Reservations that the account has no room for. */
  refused: Set<Reservation>;
} {
  const refused = new Set<Reservation>();
  const find = (name: string): OwnedFunction => {
    const found = named.get(name);
    if (!found) throw new FunctionGone(`There is no function ${name}`);
    return found;
  };
  return {
    refused,
    reservation: (name) => attempt(() => find(name).is),
    reserve: (name, reservation) =>
      attempt(() => {
        const found = find(name);
        if (refused.has(reservation)) throw new ReservationRefused('too few are left');
        found.is = reservation;
      }),
    mappings: (name) =>
      attempt(() => [...find(name).mappings].map(([id, { is }]) => ({ id, enabled: is }))),
    switchMapping: (id, enabled) =>
      attempt(() => {
        for (const { mappings } of named.values()) {
          const mapping = mappings.get(id);
          if (mapping) mapping.is = enabled;
        }
      }),
  };
}

const attempt = <T>(act: () => T): Promise<T> => Promise.resolve().then(act);

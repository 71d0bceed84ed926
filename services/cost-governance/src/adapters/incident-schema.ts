import * as z from 'zod/mini';
import type { Incident } from '../domain/incident.ts';

const number = z.number();
const phases = ['alarmed', 'throttling', 'throttled', 'restoring', 'watched', 'held', 'over'];
const kinds = ['alarm', 'throttled', 'held', 'restored', 'taken-over', 'ended', 'gone'];

/** An incident as it lies in the table. */
export const incidentSchema: z.ZodMiniType<Incident> = z.object({
  functionName: z.string(),
  alarmName: z.string(),
  phase: z.enum(phases as [Incident['phase'], ...Incident['phase'][]]),
  revision: number,
  since: number,
  changedAt: number,
  dueAt: number,
  throttles: number,
  throttle: z.optional(
    z.object({ before: z.nullable(number), applied: number, paused: z.array(z.string()) }),
  ),
  byHand: z.optional(z.boolean()),
  usdPerHour: z.optional(number),
  thresholdUsdPerHour: z.optional(number),
  toTell: z.array(
    z.object({
      kind: z.enum(kinds as [Incident['toTell'][number]['kind']]),
      subject: z.string(),
      text: z.string(),
    }),
  ),
});

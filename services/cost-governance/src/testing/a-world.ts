import type { Guard } from '../domain/guard.ts';
import type { Notice } from '../domain/incident.ts';
import type { CostAlarm } from '../domain/note-alarm.ts';
import type { Policy } from '../domain/policy.ts';
import { anOwnedFunction, createFakeFunctions, type OwnedFunction } from './a-function.ts';
import { createInMemoryIncidents } from './in-memory-incidents.ts';

export const MINUTE = 60_000;
export const RUNAWAY = 'acado-shop-test-sell';
export const BYSTANDER = 'acado-bank-test-pay';

export const aPolicy = (overrides: Partial<Policy> = {}): Policy => ({
  throttleable: ['acado-shop-*'],
  protected: ['acado-guard-*'],
  graceMs: 2 * MINUTE,
  costMultiple: 10,
  throttleTo: 0,
  coolDownMs: 10 * MINUTE,
  maxCoolDownMs: 40 * MINUTE,
  watchMs: 15 * MINUTE,
  operator: 'acado-guard-test-operate',
  ...overrides,
});

/** Everything around the guard, on this side of the network. */
export function aWorld(overrides: Partial<Policy> = {}) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const functions = new Map<string, OwnedFunction>([
    [RUNAWAY, anOwnedFunction()],
    [BYSTANDER, anOwnedFunction(7, 0)],
  ]);
  const fakeFunctions = createFakeFunctions(functions);
  const { incidents, items } = createInMemoryIncidents();
  const told: Notice[] = [];
  const state = { alarmIsOn: false, topicFails: false };
  const guard: Guard = {
    incidents,
    functions: fakeFunctions,
    alarms: { isOn: () => Promise.resolve(state.alarmIsOn) },
    notices: {
      tell: (notice) => {
        if (state.topicFails) return Promise.reject(new Error('the topic is not there'));
        told.push(notice);
        return Promise.resolve();
      },
    },
    clock: { now: () => now },
    policy: aPolicy(overrides),
  };
  return {
    ...{ guard, items, told, state },
    runaway: functions.get(RUNAWAY)!,
    bystander: functions.get(BYSTANDER)!,
    refused: fakeFunctions.refused,
    remove: (name: string) => functions.delete(name),
    pass: (ms: number): void => void (now += ms),
    /** That the alarm goes off now. */
    alarm: (more: Partial<CostAlarm> = {}): CostAlarm => {
      state.alarmIsOn = true;
      return {
        functionName: RUNAWAY,
        alarmName: `${RUNAWAY}-cost`,
        at: now,
        usdPerHour: 3,
        thresholdUsdPerHour: 1,
        ...more,
      };
    },
  };
}

export type World = ReturnType<typeof aWorld>;

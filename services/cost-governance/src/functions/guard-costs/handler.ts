import { createPlainHandler } from '@acado/powertools';
import { noteAlarm } from '../../domain/note-alarm.ts';
import { alarmEventSchema, costAlarmOf } from '../alarm-event.ts';
import { watchServices } from '../guard-services.ts';

export const handler = createPlainHandler({
  services: watchServices,
  input: alarmEventSchema,
  handle: async (event, watch) => {
    const incident = await noteAlarm(watch, costAlarmOf(event));
    return { phase: incident?.phase ?? null };
  },
});

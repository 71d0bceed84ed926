import { Undeliverable, failureOf } from './failure.ts';

const named = (name: string) => Object.assign(new Error('no'), { name });

describe('failureOf', () => {
  it.each<[unknown, string, boolean]>([
    [named('QueueDoesNotExist'), 'NO_RESOURCE', true],
    [named('AWS.SimpleQueueService.NonExistentQueue'), 'NO_RESOURCE', true],
    [Object.assign(new Error('no'), { code: 'ResourceNotFoundException' }), 'NO_RESOURCE', true],
    [named('AccessDeniedException'), 'NO_PERMISSIONS', true],
    [named('InvalidParameterValue'), 'INVALID_PARAMETER', true],
    [named('AWS.SimpleQueueService.BatchRequestTooLong'), 'INVALID_PARAMETER', true],
    [new Undeliverable('INVALID_JSON', 'no'), 'INVALID_JSON', true],
    [named('TooManyRequestsException'), 'THROTTLING', false],
    [named('TimeoutError'), 'TIMEOUT', false],
    [Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'CONNECTION_FAILURE', false],
    [new Error('no'), 'ERROR_FROM_TARGET', false],
    ['text', 'ERROR_FROM_TARGET', false],
    [undefined, 'ERROR_FROM_TARGET', false],
  ])('calls %p %s', (error, code, permanent) => {
    expect(failureOf(error)).toMatchObject({ code, permanent });
  });
});

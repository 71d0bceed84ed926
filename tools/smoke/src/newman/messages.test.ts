import { anExecution } from '../testing/an-execution.ts';
import { answerMessage } from './messages.ts';
import { redaction } from './redact.ts';

const none = redaction([]);

describe('answerMessage', () => {
  const answer = (body: string, type = 'application/json') => {
    const { response } = anExecution(200, body);
    const headers = { all: () => [{ key: 'Content-Type', value: type }] };
    return answerMessage({ ...response!, headers }, none);
  };

  it('shows text as it is, and of a long one the beginning', () => {
    expect(answer('{"id":1}').body).toBe('{"id":1}');
    expect(answer('x'.repeat(5_000)).body).toBe(`${'x'.repeat(4_000)} … (5000 characters)`);
  });

  it('says of what is no text how much it is', () => {
    expect(answer('%PDF-1.7', 'application/pdf').body).toBe('(8 bytes of application/pdf)');
  });
});

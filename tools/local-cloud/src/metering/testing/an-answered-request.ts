import { type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type AnsweredRequest } from '../services/service-meter.ts';

export const answered = (
  request: AwsRequest,
  body: object = {},
  status = 200,
): AnsweredRequest & { answer: AwsResponse } => ({
  request,
  answer: { status, body: JSON.stringify(body) },
});

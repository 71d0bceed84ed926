import { z } from 'zod';
import { type AwsApi } from '../aws-api.ts';

const jsonObject = z.record(z.string(), z.unknown());

const isJsonObject = (body: Buffer): boolean => {
  try {
    return jsonObject.safeParse(JSON.parse(body.toString())).success;
  } catch {
    return false;
  }
};

/** dynalite ends the whole process over a body like `null`: only JSON objects get through to it. */
export const withCheckedJson =
  (api: AwsApi): AwsApi =>
  (request) =>
    isJsonObject(request.body)
      ? api(request)
      : Promise.resolve({
          status: 400,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: JSON.stringify({ __type: 'com.amazon.coral.service#SerializationException' }),
        });

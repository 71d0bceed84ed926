import { type Exchange } from './serve.ts';

/** What events are made of, whatever their payload format. */
export type EventFacts = {
  exchange: Exchange;
  body: Buffer;
  isBase64Encoded: boolean;
  accountId: string;
  apiId: string;
  stage: string;
  pathParameters?: Record<string, string>;
};

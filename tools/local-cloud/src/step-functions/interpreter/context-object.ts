import { type Json } from '../json.ts';

/** What `$$` reaches. */
export type ContextObject = {
  Execution: {
    Id: string;
    Input: Json;
    Name: string;
    RoleArn: string;
    StartTime: string;
    RedriveCount: number;
  };
  StateMachine: { Id: string; Name: string };
  State: { EnteredTime: string; Name: string; RetryCount: number };
  /** Within a Map. */
  Map?: { Item: { Index: number; Value: Json } };
};

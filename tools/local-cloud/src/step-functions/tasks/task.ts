import { type Json } from '../json.ts';

/** What a Task state has done: `input` is its own, after paths and parameters. */
export type Task = { resource: string; input: Json };

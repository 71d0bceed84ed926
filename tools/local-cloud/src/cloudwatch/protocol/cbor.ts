import { cbor, tag } from '@smithy/core/cbor';

/** Seconds since 1970, by RFC 8949. */
const EPOCH_TAG = 1;

type Json = Record<string, unknown>;

const isTagged = (value: object): value is { tag: number; value: unknown } =>
  'tag' in value && 'value' in value && Object.keys(value).length === 2;

const mapped = (value: unknown, change: (leaf: object) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  return Object.fromEntries(
    Object.entries(value as Json)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, mapped(item, change)]),
  );
};

/** CBOR as the RPC v2 protocol has it: dates are tagged seconds. */
export const decodeCbor = (bytes: Uint8Array): unknown =>
  bytes.length === 0
    ? {}
    : mapped(cbor.deserialize(bytes), (value) =>
        isTagged(value) && value.tag === EPOCH_TAG
          ? new Date(Number(value.value) * 1000)
          : undefined,
      );

export const encodeCbor = (value: unknown): Uint8Array =>
  Uint8Array.from(
    cbor.serialize(
      mapped(value, (leaf) =>
        leaf instanceof Date ? tag({ tag: EPOCH_TAG, value: leaf.getTime() / 1000 }) : undefined,
      ),
    ),
  );

import { strToU8, unzipSync, zipSync } from 'fflate';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mistake that nobody saw coming: orders with a certain note cannot be fingerprinted. */
const MISTAKE = `
const crypto = require('node:crypto');
const { createHash } = crypto;
crypto.createHash = (...args) => {
  const hash = createHash(...args);
  const { update, digest } = hash;
  let isPoison = false;
  hash.update = (data) => {
    isPoison ||= String(data).includes('poison');
    return update.call(hash, data);
  };
  hash.digest = (encoding) => {
    // Of an order; what the SDK signs has another encoding.
    if (isPoison && encoding === 'base64url')
      throw new TypeError("Cannot read properties of undefined (reading 'unitAmount')");
    return digest.call(hash, encoding);
  };
  return hash;
};
`;

/** Two builds of the function that stores orders. */
export interface Builds {
  good: Uint8Array;
  broken: Uint8Array;
  /** Folder of the service with the broken build in its package. */
  brokenService: string;
}

/**
 * Builds the function with a mistake in it, from its package.
 *
 * @param service Folder of the packaged service.
 * @param directory Where the broken one is put.
 */
export function buildBroken(service: string, directory: string): Builds {
  const brokenService = join(directory, 'broken/worker-b');
  mkdirSync(brokenService, { recursive: true });
  cpSync(join(service, '.serverless'), join(brokenService, '.serverless'), { recursive: true });
  const zip = join(brokenService, '.serverless/storeOrders.zip');
  const good = readFileSync(zip);
  const files = Object.entries(unzipSync(good)).map(([path, content]) => [
    path,
    strToU8(MISTAKE + Buffer.from(content).toString()),
  ]);
  const broken = zipSync(Object.fromEntries(files) as Record<string, Uint8Array>);
  writeFileSync(zip, broken);
  return { good, broken, brokenService };
}

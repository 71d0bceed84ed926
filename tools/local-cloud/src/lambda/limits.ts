/** Lambda's payload limits in bytes, as its error messages name them. */
export const maxRequestBytes = 6 * 1024 * 1024;
export const maxResponseBytes = 6 * 1024 * 1024 + 100;
export const maxAsyncRequestBytes = 1024 * 1024;

/** A deployment package: zipped when it is sent along, unpacked wherever it comes from. */
export const maxZipBytes = 50 * 1024 * 1024;
export const maxUnzippedBytes = 250 * 1024 * 1024;

/** What Lambda itself allows; an account's quota may be lower. */
export const memoryMb = { min: 128, max: 10_240 };
export const timeoutS = { min: 1, max: 900 };
export const ephemeralStorageMb = { min: 512, max: 10_240 };

/** How long a first initialisation may take; a second one counts towards the function's timeout. */
export const initTimeoutMs = 10_000;

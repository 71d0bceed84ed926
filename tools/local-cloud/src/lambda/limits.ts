/** Lambda's payload limits in bytes, as its error messages name them. */
export const maxRequestBytes = 6 * 1024 * 1024;
export const maxResponseBytes = 6 * 1024 * 1024 + 100;
export const maxAsyncRequestBytes = 1024 * 1024;

/** How long a first initialisation may take; a second one counts towards the function's timeout. */
export const initTimeoutMs = 10_000;

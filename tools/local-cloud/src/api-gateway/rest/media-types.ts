/** Whether a media type is one of an API's binary ones, which may end in a star: `image/png`, `image/*`. */
export const isBinaryType = (binaryMediaTypes: string[], type: string | undefined): boolean => {
  const bare = (type ?? '').split(/[,;]/)[0]?.trim().toLowerCase() ?? '';
  return binaryMediaTypes.some((pattern) => {
    const known = pattern.toLowerCase();
    if (known === '*/*' || known === bare) return true;
    return known.endsWith('/*') && bare.startsWith(known.slice(0, -1));
  });
};

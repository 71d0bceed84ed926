import { BlockList, SocketAddress, isIPv4, isIPv6 } from 'node:net';

const family = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');

/** One spelling for each IP address; `undefined` for what is no IP address. */
export const canonicalAddress = (address: string): string | undefined =>
  isIPv4(address) || isIPv6(address)
    ? new SocketAddress({ address, family: family(address) }).address
    : undefined;

/**
 * Tests whether an IP address lies in a CIDR block such as `10.0.0.0/24` or `2001:db8::/32`.
 *
 * @throws Error in AWS's words when the block is malformed
 */
export const cidrTest = (cidr: string): ((text: string) => boolean) => {
  const [address, mask, ...rest] = cidr.split('/');
  if (address === undefined || mask === undefined || rest.length > 0)
    throw new Error("Malformed CIDR, one '/' required");
  if (!/^[+-]?\d+$/.test(mask)) throw new Error('Malformed CIDR, mask bits must be an integer');
  const bits = Number(mask);
  if (bits < 0) throw new Error('Malformed CIDR, mask bits must not be negative');
  if (!isIPv4(address) && !isIPv6(address)) throw new Error(`Nonstandard IP address: ${address}`);
  if (isIPv4(address) && bits > 31) throw new Error('IPv4 mask bits must be < 32');
  if (isIPv6(address) && bits > 127) throw new Error('IPv6 mask bits must be < 128');
  const block = new BlockList();
  block.addSubnet(address, bits, family(address));
  return (text) => (isIPv4(text) || isIPv6(text)) && block.check(text, family(text));
};

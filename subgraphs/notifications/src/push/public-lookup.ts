import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { BlockList, isIPv4 } from 'node:net';

// Addresses that lead nowhere public: https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-.
const inner = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6');

/** Whether an address is one of the open net. An IPv4 address in IPv6 clothes is what it wears. */
export const isPublicAddress = (address: string): boolean =>
  !inner.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

/** Looks a name up; addresses that lead inside are left out, so that a public name cannot point there. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (!first) return callback(new Error('The host has no public address.'), '');
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};

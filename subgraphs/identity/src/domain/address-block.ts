/**
 * The part of a network address that one party holds: an IPv4 address, or an IPv6 /64 (RFC 6177), within
 * which a client picks addresses as it likes. All without an address share one block.
 */
export function addressBlock(address: string | null): string {
  if (address === null) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return address.includes(':') ? `${firstGroups(address).join(':')}::/64` : address;
}

function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('%', 1).join('').toLowerCase().split('::');
  const left = groupsOf(head);
  if (tail === undefined) return left.slice(0, 4);
  const right = groupsOf(tail);
  // An embedded IPv4 tail stands for two groups.
  const width = left.length + right.length + (tail.includes('.') ? 1 : 0);
  const groups = [...left, ...Array<string>(Math.max(0, 8 - width)).fill('0'), ...right];
  return groups.slice(0, 4);
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
}

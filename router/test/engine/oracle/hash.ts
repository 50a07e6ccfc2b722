/** A number that looks random and depends on these texts alone (FNV-1a, then mixed). */
export function hash(...texts: readonly unknown[]): number {
  let value = 0x811c9dc5;
  for (const text of texts) {
    const part = String(text);
    for (let at = 0; at < part.length; at += 1) value = Math.imul(value ^ part.charCodeAt(at), 0x01000193);
    value = Math.imul(value ^ 0x1f, 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

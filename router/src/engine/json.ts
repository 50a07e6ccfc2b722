const comma = Buffer.from(',');

/** JSON texts in UTF-8 as one, between these. */
export function joined(open: string, texts: readonly Buffer[], close: string): Buffer {
  const parts = texts.flatMap((text, at) => (at === 0 ? [text] : [comma, text]));
  return Buffer.concat([Buffer.from(open), ...parts, Buffer.from(close)]);
}

/** An object of members that are JSON already; those that are undefined are left out. */
export function objectJson(members: readonly (readonly [name: string, text: Buffer | undefined])[]): Buffer {
  const parts: Buffer[] = [];
  for (const [name, text] of members) {
    if (text === undefined) continue;
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`), text);
  }
  return Buffer.concat([...parts, Buffer.from(parts.length === 0 ? '{}' : '}')]);
}

/** What is between an object's braces. */
export function membersOf(object: Buffer): Buffer {
  return object.subarray(1, -1);
}

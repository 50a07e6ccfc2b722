const headBytes = 1_024;
const markup = /<(?:script|svg|html|body|iframe|!doctype|\?php)/i;
const archives = [Buffer.from('Rar!\x1a\x07', 'latin1'), Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')];
const zipEnd = Buffer.from('PK\x05\x06', 'latin1');

/** How many bytes from its end {@link holdsForeign} wants to see of a file: the longest end of a ZIP archive. */
export const tailBytes = 22 + 65_535;

/**
 * Whether bytes that begin as one thing can be read as another, too: a page, a PDF document, an archive. Images are
 * encoded anew and nothing is served as what it is not; this keeps such files from being stored at all.
 */
export function holdsForeign(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, headBytes);
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - headBytes));
  if (head.includes('%PDF-') || markup.test(head) || markup.test(tail)) return true;
  return archives.some((mark) => bytes.includes(mark)) || endsAsZip(bytes);
}

/** Whether a ZIP's end record stands exactly at the end, its comment counted (APPNOTE 4.3.16). */
function endsAsZip(bytes: Buffer): boolean {
  for (let at = bytes.lastIndexOf(zipEnd); at >= 0; at = at > 0 ? bytes.lastIndexOf(zipEnd, at - 1) : -1) {
    if (at < bytes.length - tailBytes) return false;
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
  }
  return false;
}

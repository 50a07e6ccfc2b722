/** A whole message in UTF-8: the last of its frames, and the first. */
const finalText = 0x81;

/** What stands before so many bytes of text in a server's WebSocket frame (RFC 6455 §5.2): nothing of it is masked. */
export function textFrameHeader(bytes: number): Buffer {
  if (bytes < 126) return Buffer.from([finalText, bytes]);
  if (bytes < 65_536) {
    const header = Buffer.from([finalText, 126, 0, 0]);
    header.writeUInt16BE(bytes, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header[0] = finalText;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(bytes), 2);
  return header;
}

/** A text as the WebSocket frame that a server writes. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([textFrameHeader(payload.length), payload]);
}

/** A box of an ISO base media file. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const text = (words: string) => Buffer.from(words, 'latin1');

/** A track header: 16 times 65 536 units of a pixel each way, turned by a quarter or not. */
function trackHeader(width: number, height: number, turned: boolean): Buffer {
  const body = Buffer.alloc(84);
  body.writeUInt32BE(0xdadadada, 4);
  body.writeInt32BE(turned ? 0 : 0x10000, 40);
  body.writeUInt32BE(width * 65_536, 76);
  body.writeUInt32BE(height * 65_536, 80);
  return box('tkhd', body);
}

const track = (handler: string, size: [number, number], turned = false) =>
  box(
    'trak',
    trackHeader(...size, turned),
    box(
      'mdia',
      box('mdhd', Buffer.alloc(24, 0)),
      box('hdlr', Buffer.alloc(8), text(handler), Buffer.alloc(13)),
    ),
    box('udta', box('name', text('my first take'))),
  );

/** The boxes of a video that says where and by whom it was taken; its frames are noise. */
export function mp4({
  handlers = ['vide', 'soun'],
  turned = false,
  extra = Buffer.alloc(0) as Buffer,
  frames = 4_000,
} = {}): Buffer {
  const tracks = handlers.map((handler) => track(handler, handler === 'vide' ? [640, 360] : [0, 0], turned));
  return Buffer.concat([
    box('ftyp', text('isom'), Buffer.alloc(4), text('isomavc1')),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100, 7)),
      ...tracks,
      box('udta', box('\xa9xyz', text('+52.5200+013.4050/')), box('auth', text('Ada Lovelace'))),
    ),
    box('mdat', Buffer.from(Array.from({ length: frames }, (_, n) => (n * 7) % 251))),
    box('uuid', text('0123456789abcdef'), text('+52.5200+013.4050/')),
    extra,
  ]);
}

/** An element of a WebM file: its id in hexadecimal digits, and its content. */
export function element(id: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.alloc(8);
  size.writeUIntBE(body.length, 2, 6);
  size[0] = 0x01;
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

/** A WebM that says who made it; `live`: as browsers record it, without lengths. */
export function webm({ live = false, extra = Buffer.alloc(0) as Buffer } = {}): Buffer {
  const unknown = (id: string, ...content: Buffer[]) =>
    Buffer.concat([Buffer.from(`${id}01ffffffffffffff`, 'hex'), ...content]);
  const open = live ? unknown : element;
  const number = (value: number) => Buffer.from([value >> 8, value & 0xff]);
  const video = element('e0', element('b0', number(640)), element('ba', number(360)));
  const block = element('a3', Buffer.alloc(300, 5));
  return Buffer.concat([
    // The document type, with a length of one byte as all writers put it.
    element('1a45dfa3', Buffer.from('4282847765626d', 'hex')),
    open(
      '18538067',
      element('1549a966', element('7ba9', text('At home')), element('4461', Buffer.alloc(8, 9))),
      element('1654ae6b', element('ae', video)),
      element('1254c367', text('LOCATION +52.5200+013.4050/')),
      open('1f43b675', element('e7', number(0)), block, block),
      open('1f43b675', element('e7', number(5)), block),
    ),
    extra,
  ]);
}

import sharp from 'sharp';

/** A photo-like picture with a place and a turn in its EXIF, so that there is something to strip. */
export function photo({ width = 640, height = 480, orientation = 1 } = {}): Promise<Buffer> {
  const exif = {
    IFD0: { Artist: 'Ada', Copyright: 'secret studio' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '52/1 31/1 12/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '13/1 24/1 0/1',
    },
  };
  return gradient(width, height)
    .withExif(exif)
    .withMetadata({ orientation })
    .withExifMerge(exif)
    .jpeg()
    .toBuffer();
}

/** A picture without metadata, in a format. */
export const still = (
  format: 'png' | 'webp' | 'avif' | 'jpeg' | 'gif',
  width = 64,
  height = 48,
): Promise<Buffer> => gradient(width, height).toFormat(format).toBuffer();

/** An animation of so many frames. */
export async function animation(frames: number, format: 'gif' | 'webp' = 'gif', side = 32): Promise<Buffer> {
  const pictures = await Promise.all(
    Array.from({ length: frames }, (_, n) =>
      sharp({
        create: {
          width: side,
          height: side,
          channels: 3,
          background: { r: (n * 40) % 256, g: n % 256, b: 90 },
        },
      })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pictures, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
}

function gradient(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const n = at / 3;
    pixels[at] = (255 * (n % width)) / width;
    pixels[at + 1] = (255 * n) / (width * height);
    pixels[at + 2] = 128;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

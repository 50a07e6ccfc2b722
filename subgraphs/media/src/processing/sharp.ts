import type { SharpOptions } from 'sharp';
import sharp from 'sharp';

// Of all that libvips can read, only what is taken: SVG, PDF, TIFF and the rest do not even get to their decoders.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// Workers are the concurrency; nothing is asked for twice.
sharp.concurrency(1);
sharp.cache(false);

/** Most pixels of one picture, and of all frames of an animation together. */
export const maxPixels = 50_000_000;
export const maxFrames = 300;
export const maxFramePixels = 200_000_000;

/** Opens a picture: nothing is decoded yet, and nothing larger than {@link maxFramePixels} ever is. */
export function picture(bytes: Buffer, options: SharpOptions = {}) {
  return sharp(bytes, { limitInputPixels: maxFramePixels, failOn: 'error', ...options });
}

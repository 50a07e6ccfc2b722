import { encode } from 'blurhash';
import type { Metadata } from 'sharp';
import type { ContentType } from '../formats/content-types.ts';
import { holdsForeign } from '../formats/foreign.ts';
import { endsWhereItShould } from '../formats/image-ends.ts';
import { maxFramePixels, maxFrames, maxPixels, picture } from './sharp.ts';
import { imageVariants } from './variants.ts';
import type { Made } from './verdict.ts';
import { Refused } from './verdict.ts';

/** How images are made. */
export interface ImageChoices {
  /** Whether there is an AVIF of every still variant, too. */
  readonly avif: boolean;
  readonly timeoutMs: number;
}

const formats: Partial<Record<ContentType, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'heif',
  'image/gif': 'gif',
};

/** Makes the variants of an image. Everything that was not pixels stays behind. Throws {@link Refused}. */
export async function processImage(type: ContentType, bytes: Buffer, settings: ImageChoices): Promise<Made> {
  if (holdsForeign(bytes) || !endsWhereItShould(type, bytes)) throw new Refused('UNSUPPORTED');
  try {
    const facts = await picture(bytes).metadata();
    if (facts.format !== formats[type]) throw new Refused('UNSUPPORTED');
    const animated = requireBounded(facts);
    const variants = await imageVariants(bytes, { ...settings, animated });
    const { width, height } = facts.autoOrient;
    return {
      width,
      height: animated ? (facts.pageHeight ?? height) : height,
      blurhash: await blurhashOf(bytes),
      variants,
    };
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(/exceeds pixel limit/.test(String(error)) ? 'TOO_LARGE' : 'DAMAGED', { cause: error });
  }
}

/** Looks at what the header says, before anything is decoded. @returns whether it is an animation */
function requireBounded({ width, height, pages = 1, pageHeight = height }: Metadata): boolean {
  const pixels = width * pageHeight;
  if (pixels > maxPixels || pages > maxFrames || pixels * pages > maxFramePixels)
    throw new Refused('TOO_LARGE');
  return pages > 1;
}

/** A preview in about 30 characters (https://blurha.sh): of 32 pixels it sees all it needs. */
async function blurhashOf(bytes: Buffer): Promise<string> {
  const small = picture(bytes).autoOrient().resize(32, 32, { fit: 'inside' }).ensureAlpha().raw();
  const { data, info } = await small.toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3);
}

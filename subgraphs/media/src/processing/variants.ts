import type { Sharp } from 'sharp';
import { picture } from './sharp.ts';
import type { MadeVariant } from './verdict.ts';

/** The sizes, and the longest side of each in pixels. */
const sizes = [
  ['THUMBNAIL', 320],
  ['FEED', 1_080],
  ['FULL', 2_048],
] as const;

interface VariantChoices {
  readonly animated: boolean;
  readonly avif: boolean;
  readonly timeoutMs: number;
}

/** The sizes of an image as WebP, and AVIF if wanted: upright, in sRGB, without metadata. A thumbnail stands still. */
export async function imageVariants(
  bytes: Buffer,
  { animated, avif, timeoutMs }: VariantChoices,
): Promise<MadeVariant[]> {
  const made: MadeVariant[] = [];
  for (const [name, side] of sizes) {
    const moves = animated && name !== 'THUMBNAIL';
    const image = picture(bytes, { animated: moves })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: Math.ceil(timeoutMs / 1_000) });
    const quality = { quality: 80, effort: 3 };
    made.push(await variant(name, 'webp', image.clone().webp(quality)));
    if (avif && !moves)
      made.push(await variant(name, 'avif', image.clone().avif({ quality: 55, effort: 3 })));
  }
  return made;
}

async function variant(
  name: (typeof sizes)[number][0],
  format: 'webp' | 'avif',
  image: Sharp,
): Promise<MadeVariant> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return {
    name,
    file: `${name.toLowerCase()}.${format}`,
    contentType: `image/${format}`,
    width: info.width,
    height: info.pageHeight ?? info.height,
    size: data.length,
    source: data,
  };
}

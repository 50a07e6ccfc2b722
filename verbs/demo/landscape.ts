import { createHash } from 'node:crypto';
import { pngOf } from './png.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** A picture that is always the same for the same words: hills under a sky, in the words' own colours. As PNG. */
export function landscape(words: string, width = 640, height = 480): Buffer {
  const seed = createHash('sha256').update(words).digest();
  const at = (n: number) => (seed[n] ?? 0) / 255;
  const sky: Colour = [120 + 100 * at(0), 140 + 90 * at(1), 200 + 55 * at(2)];
  const sun = { x: width * at(3), y: height * (0.15 + 0.25 * at(4)), radius: width * (0.05 + 0.05 * at(5)) };
  const hills = [0, 1, 2].map((n) => ({
    colour: [
      60 + 90 * at(6 + n) - 25 * n,
      90 + 90 * at(9 + n) - 30 * n,
      70 + 80 * at(12 + n) - 25 * n,
    ] as Colour,
    line: (x: number) =>
      height * (0.5 + 0.16 * n + 0.07 * Math.sin((x / width) * (3 + 5 * at(15 + n)) + 6 * at(18 + n))),
  }));

  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const hill = hills.findLast(({ line }) => y > line(x));
      const isSun = Math.hypot(x - sun.x, y - sun.y) < sun.radius;
      const light = 1 - (0.35 * y) / height;
      const colour = hill?.colour ?? (isSun ? ([255, 240, 190] as Colour) : sky.map((part) => part * light));
      rows.set(colour.map(Math.round), y * (1 + width * 3) + 1 + x * 3);
    }
  }
  return pngOf({ width, height, rows });
}

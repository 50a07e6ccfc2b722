import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Takes a still picture, as PNG, of the video in a file; null: there is none to be had of this one. */
export type PosterMaker = (path: string) => Promise<Buffer | null>;

const maxPosterBytes = 64_000_000;

/** A maker of posters with ffmpeg; null where that program is not there. */
export async function findPosterMaker(ffmpeg: string, timeoutMs: number): Promise<PosterMaker | null> {
  const present = await run(ffmpeg, ['-version'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!present) return null;
  return async (path) => {
    // Only this file is opened, whatever a playlist in it may name.
    const input = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file', '-i', path];
    const output = [
      '-frames:v',
      '1',
      '-an',
      '-vf',
      "scale='min(2048,iw)':-2",
      '-c:v',
      'png',
      '-f',
      'image2pipe',
      '-',
    ];
    const options = { encoding: 'buffer', timeout: timeoutMs, maxBuffer: maxPosterBytes } as const;
    const { stdout } = await run(ffmpeg, [...input, ...output], options).catch(() => ({ stdout: null }));
    return stdout?.length ? stdout : null;
  };
}

/** The live channels cannot be reached; mutations go on, and watchers catch up once they can. */
export class LiveUnavailable extends Error {
  override readonly name = 'LiveUnavailable';

  constructor(detail: string, cause?: unknown) {
    super(`The live channels are unavailable: ${detail}.`, cause === undefined ? {} : { cause });
  }
}

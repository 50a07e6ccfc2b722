/** A device is told of one notification at most once in this time, however it grows. */
export const pushQuietMs = 15 * 60 * 1_000;

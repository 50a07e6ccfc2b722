/** A device is told of one notification at most once in this time, however it grows: 15 minutes. */
export const pushQuietMs = 900_000;

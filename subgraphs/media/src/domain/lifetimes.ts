const minutes = 60_000;
const hours = 60 * minutes;

/** What is READY and neither shown anywhere nor named by a draft goes after 30 days. */
export const unusedMs = 720 * hours;

/** What was refused can be asked about for a day. */
export const failedMs = 24 * hours;

/** An upload that is running when its time is up may end. */
export const uploadGraceMs = 10 * minutes;

/** In its last hour nobody may attach an unused media any more, so that the event of that comes in time. */
export const attachMarginMs = 1 * hours;

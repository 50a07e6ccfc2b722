/** Where programs are found. */
export const searchPath = process.env['PATH'] ?? '';

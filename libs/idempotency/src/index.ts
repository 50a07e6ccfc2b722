export { forgetOldKeys } from './housekeeping.ts';
export { inTurn } from './in-turn.ts';
export { type Call, maxKeyLength, once } from './once.ts';
export { mutationKeyTables } from './tables.ts';

import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** Changes who may see what, in the system and in the model; false: there was nothing of the kind to change. */
export type Change = (stage: Stage, random: Random) => Promise<boolean>;

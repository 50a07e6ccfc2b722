import type { PostId } from '@ursa/ids';
import { liveChannel } from '@ursa/live';

/** The live channel of a post. */
export const postChannel = (id: PostId) => liveChannel('posts', id);

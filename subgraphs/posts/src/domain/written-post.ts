import type { PostRow } from '../tables/index.ts';

/** A post as it is alike for everybody who may see it: all but what others do with it (loaders/engagement.ts). */
export type WrittenPost = Omit<PostRow, 'repostCount' | 'quoteCount'>;

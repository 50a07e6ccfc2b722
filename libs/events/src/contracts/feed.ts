import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';

/**
 * There is something new for somebody's feed, or from a person or group that many get: whoever watches looks again.
 * Sent to who watches only, once until they looked.
 */
export const FeedMoved = defineEvent({
  name: 'FeedMoved',
  version: 1,
  owner: 'feed',
  consumers: [],
  aggregate: ['user', 'group'],
  live: (payload) => payload.id,
  payload: z.strictObject({
    id: z.union([idOf('user'), idOf('group')]).describe('the reader, or whom many read'),
  }),
});

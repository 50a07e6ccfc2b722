import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

/** A subquery of one column, `user_id`: the people of whose doings somebody is not told, by a block or a mute. Few. */
export function hiddenFrom(recipientId: SQL): SQL {
  return sql`(
    select blocked_id as user_id from blocks where blocker_id = ${recipientId} and holds
    union
    select blocker_id from blocks where blocked_id = ${recipientId} and holds
    union
    select muted_id from mutes where muter_id = ${recipientId} and holds
  )`;
}

/** How many who did what a notification tells of are hidden from its recipient: found from the few hidden people. */
export function hiddenActors(notificationId: SQL, recipientId: SQL): SQL {
  return sql`(
    select count(*) from ${hiddenFrom(recipientId)} hidden
    join notification_actors actor on actor.notification_id = ${notificationId} and actor.actor_id = hidden.user_id
  )`;
}

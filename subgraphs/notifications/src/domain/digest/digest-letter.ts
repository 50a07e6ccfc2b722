import type { Letter } from '@ursa/mail';
import type { DueDigest } from './due-digests.ts';
import type { UnreadNews } from './unread-news.ts';

/** So many are told of one by one; of one more is known only that there are more. */
export const mostTold = 20;

const sentences: Record<UnreadNews['kind'], (who: string) => string> = {
  FOLLOW: (who) => `${who} followed you.`,
  FOLLOW_REQUEST: (who) => `${who} asked to follow you.`,
  FOLLOW_ACCEPTED: (who) => `${who} accepted your request to follow.`,
  COMMENT: (who) => `${who} commented on your post.`,
  REPLY: (who) => `${who} answered your comment.`,
  MENTION: (who) => `${who} mentioned you.`,
  REACTION: (who) => `${who} reacted to something of yours.`,
  REPOST: (who) => `${who} reposted your post.`,
  QUOTE: (who) => `${who} quoted your post.`,
  GROUP_JOIN_REQUEST: (who) => `${who} asked to join your group.`,
  GROUP_INVITATION: (who) => `${who} invited you into a group.`,
  GROUP_JOINED: (who) => `${who} accepted your request to join a group.`,
  GROUP_ROLE: (who) => `${who} changed your role in a group.`,
};

/** A digest as it is mailed. The same one again has the same id. */
export function digestLetter({ userId }: DueDigest, to: string, news: readonly UnreadNews[]): Letter {
  const told = news.slice(0, mostTold);
  const count = news.length > told.length ? `more than ${told.length}` : String(told.length);
  const lines = told.map(({ kind, names, actorCount }) => `- ${sentences[kind](who(names, actorCount))}`);
  return {
    id: `digest-${userId.slice(userId.indexOf('_') + 1)}-${news[0]?.sequence ?? 0}`,
    to,
    subject: `You have ${count} unread ${told.length === 1 ? 'notification' : 'notifications'}`,
    text: [
      'Since you were here:',
      '',
      ...lines,
      ...(news.length > told.length ? ['- and more'] : []),
      '',
      'You get this because you chose mail in your notification preferences.',
      '',
    ].join('\n'),
  };
}

function who(names: readonly string[], count: number): string {
  const others = count - names.length;
  const named = names.map((name) => `@${name}`);
  if (others <= 0) return named.join(' and ');
  return `${named.join(', ')} and ${others} ${others === 1 ? 'other' : 'others'}`;
}

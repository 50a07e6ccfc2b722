import type { PostId, UserId } from '@ursa/ids';

/** A poll as it stands for one viewer. */
export interface PollState {
  postId: PostId;
  authorId: UserId;
  closesAt: Date;
  isClosed: boolean;
  choices: Choice[];
  viewerChoice: number | null;
}

interface Choice {
  position: number;
  text: string;
  votes: number;
}

/** A choice as the viewer may see it. */
export interface ShownChoice extends Omit<Choice, 'votes'> {
  voteCount: number | null;
}

/** The choices; what was chosen is hidden from those who still could be swayed by it. */
export function shownChoices(poll: PollState, viewer: UserId | null): ShownChoice[] {
  const open = poll.isClosed || poll.viewerChoice !== null || poll.authorId === viewer;
  return poll.choices.map(({ votes, ...choice }) => ({ ...choice, voteCount: open ? votes : null }));
}

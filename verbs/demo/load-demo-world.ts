import type { Client } from './client.ts';
import { landscape } from './landscape.ts';
import { loadGroups } from './load-groups.ts';
import { uploadPicture } from './upload.ts';
import type { DemoComment } from './world.ts';
import { people, posts } from './world.ts';

const signUp = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { viewer { user { id } } session { accessToken } errors { message } }
}`;
const updateProfile = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { errors { message } } }`;
const follow = `mutation ($input: FollowUserInput!) { followUser(input: $input) { errors { message } } }`;
const react = `mutation ($input: ReactInput!) { react(input: $input) { errors { message } } }`;
const setAvatar = `mutation ($input: SetAvatarInput!) { setAvatar(input: $input) { errors { message } } }`;
const createPost = `mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } errors { message } } }`;
const addComment = `mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } errors { message } } }`;

/** Somebody who signed up. */
export interface LoggedIn {
  id: string;
  token: string;
}

/** Makes the demo world through the public API: everybody signs up, follows, posts and comments as people do. */
export async function loadDemoWorld(api: Client, password: string): Promise<void> {
  const everybody = new Map<string, LoggedIn>();
  const as = (username: string): LoggedIn => {
    const person = everybody.get(username);
    if (!person) throw new Error(`The demo world has no ${username}.`);
    return person;
  };

  const sendAs = (token: string) => (query: string, variables: object) => api.send(query, variables, token);

  await Promise.all(
    people.map(async ({ username, displayName }) => {
      const input = { username, displayName, email: `${username}@ursa.example`, password };
      const { viewer, session } = (await api.send(signUp, { input })).signUp;
      everybody.set(username, { id: viewer.user.id, token: session.accessToken });
    }),
  );
  await Promise.all(
    people.map(async ({ username, bio, follows }) => {
      const { token } = as(username);
      await api.send(updateProfile, { input: { bio } }, token);
      const bytes = landscape(username, 320, 320);
      const avatar = {
        bytes,
        contentType: 'image/png',
        alt: `A hill that ${username} likes.`,
        purpose: 'AVATAR',
      } as const;
      const mediaId = await uploadPicture(sendAs(token), avatar);
      await api.send(setAvatar, { input: { mediaId } }, token);
      for (const other of follows) await api.send(follow, { input: { userId: as(other).id } }, token);
    }),
  );

  const groupIds = await loadGroups(api, as);
  const comment = async (
    postId: string,
    [author, body, replies = []]: DemoComment,
    parentId?: string,
  ): Promise<void> => {
    const input = { postId, body, ...(parentId && { parentId }) };
    const { id } = (await api.send(addComment, { input }, as(author).token)).addComment.comment;
    for (const reply of replies) await comment(postId, reply, id);
  };
  for (const { author, body, visibility = 'PUBLIC', group, pictures = [], ...rest } of posts) {
    const { token } = as(author);
    const mediaIds = await Promise.all(
      pictures.map((alt) =>
        uploadPicture(sendAs(token), { bytes: landscape(alt), contentType: 'image/png', alt }),
      ),
    );
    const groupId = group && groupIds.get(group);
    const input = { body, visibility, mediaIds, ...(groupId && { groupId }) };
    const { id } = (await api.send(createPost, { input }, token)).createPost.post;
    for (const one of rest.comments ?? []) await comment(id, one);
    for (const [who, kind] of Object.entries(rest.reactions ?? {}))
      await api.send(react, { input: { subjectId: id, kind } }, as(who).token);
  }
}

/** Who is who in the model: names, never ids of the system under test. */
export type Name = string;

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
export type Privacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';

export interface ModelPost {
  author: Name;
  visibility: Visibility;
  group: Name | null;
  deleted: boolean;
}

export interface ModelComment {
  post: Name;
  author: Name;
  deleted: boolean;
}

export interface ModelGroup {
  owner: Name;
  privacy: Privacy;
  members: Set<Name>;
}

const pair = (from: Name, to: Name) => `${from} ${to}`;

/**
 * THE rules of who may see what, written from the documentation and apart from the code: plain sets and a page of
 * conditions. A viewer is a person's name, or null for nobody.
 */
export class Model {
  readonly people = new Map<Name, { isPrivate: boolean }>();
  readonly posts = new Map<Name, ModelPost>();
  readonly comments = new Map<Name, ModelComment>();
  readonly groups = new Map<Name, ModelGroup>();
  readonly #follows = new Set<string>();
  readonly #blocks = new Set<string>();

  follow(from: Name, to: Name): void {
    this.#follows.add(pair(from, to));
  }

  unfollow(from: Name, to: Name): void {
    this.#follows.delete(pair(from, to));
  }

  follows(from: Name | null, to: Name): boolean {
    return from !== null && this.#follows.has(pair(from, to));
  }

  /** A block ends what one follows of the other, either way. */
  block(from: Name, to: Name): void {
    this.#blocks.add(pair(from, to));
    this.unfollow(from, to);
    this.unfollow(to, from);
  }

  unblock(from: Name, to: Name): void {
    this.#blocks.delete(pair(from, to));
  }

  blocks(from: Name, to: Name): boolean {
    return this.#blocks.has(pair(from, to));
  }

  /** Whether a person exists for a viewer: neither blocks the other. */
  meets(viewer: Name | null, person: Name): boolean {
    return viewer === null || (!this.blocks(viewer, person) && !this.blocks(person, viewer));
  }

  seesPost(viewer: Name | null, name: Name): boolean {
    const post = this.posts.get(name);
    if (!post || post.deleted) return false;
    if (viewer === post.author) return true;
    if (!this.meets(viewer, post.author)) return false;
    if (post.group !== null) return this.reads(viewer, post.group);
    if (post.visibility === 'PRIVATE') return false;
    if (this.follows(viewer, post.author)) return true;
    return post.visibility === 'PUBLIC' && !this.people.get(post.author)?.isPrivate;
  }

  seesComment(viewer: Name | null, name: Name): boolean {
    const comment = this.comments.get(name);
    if (!comment || comment.deleted) return false;
    return this.seesPost(viewer, comment.post) && this.meets(viewer, comment.author);
  }

  /** Whether a group exists for a viewer. */
  seesGroup(viewer: Name | null, name: Name): boolean {
    const group = this.groups.get(name);
    return group !== undefined && (group.privacy !== 'SECRET' || this.#belongs(viewer, group));
  }

  /** Whether a viewer may read what is published in a group. */
  reads(viewer: Name | null, name: Name): boolean {
    const group = this.groups.get(name);
    return group !== undefined && (group.privacy === 'PUBLIC' || this.#belongs(viewer, group));
  }

  #belongs(viewer: Name | null, group: ModelGroup): boolean {
    return viewer !== null && group.members.has(viewer);
  }
}

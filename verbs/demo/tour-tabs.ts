import type { GraphiqlTab } from '@ursa/router';

const logIn = `# 2 · Log in. The start of Ursa printed the password; put the accessToken into the
#     headers of the other tabs: { "authorization": "Bearer …" }
mutation LogIn($password: String!) {
  logIn(input: { identifier: "ada", password: $password }) {
    session { accessToken expiresAt }
    viewer { user { displayName followerCount } }
    errors { __typename message }
  }
}
`;

const postPage = `# 1 · A post page: one query, four subgraphs.
query PostPage {
  user(username: "ada") {
    displayName
    bio
    followerCount
    posts(first: 1) {
      nodes {
        id
        body
        entities {
          ... on MentionEntity { user { displayName } }
          ... on HashtagEntity { name }
        }
        commentCount
        comments(first: 10) {
          liveCursor
          nodes {
            body
            author { displayName }
            replies(first: 3) {
              nodes { body author { displayName } }
            }
          }
        }
      }
    }
  }
}
`;

const watch = `# 3 · Watch a post (its id is in the answer of tab 1). Comment on it in tab 4 and look here.
subscription Watch($postId: ID!) {
  commentAdded(postId: $postId) {
    cursor
    comment { id body author { displayName followerCount } }
  }
}
`;

const addComment = `# 4 · Comment on the post (needs the header of tab 2).
mutation Comment($postId: ID!) {
  addComment(input: { postId: $postId, body: "Hello from GraphiQL, @bruno!" }) {
    comment { id body }
    errors { __typename message path }
  }
}
`;

const notifications = `# 5 · What the viewer should know (needs the header of tab 2).
query Notifications {
  viewer {
    unreadNotificationCount
    notifications(first: 10) {
      liveCursor
      nodes {
        kind
        readAt
        actors { nodes { displayName } }
        subject { __typename ... on Comment { body } ... on Post { text: body } }
      }
    }
  }
}
`;

const feed = `# 6 · The viewer's feed, from people they follow and
#     groups they joined (needs the header of tab 2).
query Feed {
  viewer {
    feed(first: 10) {
      nodes {
        reason
        post {
          body
          author { displayName }
          group { name }
          media { url alt }
          reactionCounts { kind count }
          viewerReaction
          commentCount
          comments(first: 2) {
            nodes { body author { displayName } }
          }
        }
      }
    }
  }
}
`;

const react = `# 7 · Say what you feel about the post (needs the header of tab 2).
mutation React($postId: ID!) {
  react(input: { subjectId: $postId, kind: LOVE }) {
    subject { ... on Post { reactionCount viewerReaction } }
    errors { __typename message path }
  }
}
`;

const search = `# 8 · Find it again, typo and all.
query Search {
  search(query: "marmott", first: 5) {
    nodes {
      __typename
      ... on Post { body author { displayName } media { url } }
    }
  }
}
`;

const authorization = JSON.stringify({ authorization: 'Bearer …' }, null, 2);
const postId = JSON.stringify({ postId: 'post_…' }, null, 2);

/** The tabs GraphiQL opens with: a tour from a post page over a live comment to feed and search. */
export const tourTabs: GraphiqlTab[] = [
  { query: postPage },
  { query: logIn, variables: JSON.stringify({ password: '' }, null, 2) },
  { query: watch, variables: postId },
  { query: addComment, variables: postId, headers: authorization },
  { query: notifications, headers: authorization },
  { query: feed, headers: authorization },
  { query: react, variables: postId, headers: authorization },
  { query: search },
];

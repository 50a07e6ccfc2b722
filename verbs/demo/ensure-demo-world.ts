import { apiClient } from './client.ts';
import { loadDemoWorld } from './load-demo-world.ts';
import { people } from './world.ts';

export interface DemoOptions {
  /** The API's endpoint. */
  url: string;
  /** Of everybody in it. */
  password: string;
  onProgress: (message: string) => void;
}

/** Loads the demo world unless it is there, and says whom to log in as. */
export async function ensureDemoWorld({ url, password, onProgress }: DemoOptions) {
  const api = apiClient(url);
  const usernames = people.slice(0, 2).map(({ username }) => username);
  const { user } = await api.send('query ($username: String!) { user(username: $username) { id } }', {
    username: usernames[0],
  });
  if (!user) {
    onProgress('Filling the demo world');
    await loadDemoWorld(api, password);
  }
  return { usernames, password };
}

const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Lets the calls of one key take turns within this process, each before it takes a connection: many that arrive
 * together would otherwise hold the whole pool while they wait for the first. Other keys go on side by side.
 * @param owner what the key belongs to, for example the database
 */
export async function inTurn<T>(owner: object, key: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(owner) ?? new Map<string, Promise<unknown>>();
  queues.set(owner, queue);
  const before = queue.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  queue.set(key, mine);
  try {
    return await mine;
  } finally {
    if (queue.get(key) === mine) queue.delete(key);
  }
}

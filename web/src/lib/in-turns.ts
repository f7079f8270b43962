const together = 4;

/** Asks of each item, a few at a time: a cluster may have thousands of users. Fails with the first that fails. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += together) {
    results.push(...(await Promise.all(items.slice(at, at + together).map(ask))));
  }
  return results;
}

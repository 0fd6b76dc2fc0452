/** Does `work` for each of the items, at most `count` at a time; the results are in the order of the items. */
export async function sideBySide<Item, Result>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()];
  async function goOn(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [place, item] = next;
      results[place] = await work(item);
    }
  }
  await Promise.all(Array.from({ length: count }, goOn));
  return results;
}

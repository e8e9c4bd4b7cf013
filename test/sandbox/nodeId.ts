import type { Collection, Entity } from './store.ts';

/** A global id in the emulator's form, so that its ids and ours look alike. */
export function nodeId(type: string, id: number): string {
  return Buffer.from(`0:${type}${id}`).toString('base64').replace(/=+$/, '');
}

/** The row that a global id names, without a search through all of them. */
export function byNodeId<T extends Entity & { readonly node_id: string }>(
  rows: Collection<T>,
  id: string,
): T | undefined {
  const number = /\d+$/.exec(Buffer.from(id, 'base64').toString())?.[0];
  const row = number === undefined ? undefined : rows.get(Number(number));
  return row?.node_id === id ? row : undefined;
}

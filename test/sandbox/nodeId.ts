/** A global id in the emulator's form, so that its ids and ours look alike. */
export function nodeId(type: string, id: number): string {
  return Buffer.from(`0:${type}${id}`).toString('base64').replace(/=+$/, '');
}

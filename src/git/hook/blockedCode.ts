/** What the push guard exits with when it blocks: any other code means that Node did not get so far. */
export const blockedCode = 10;

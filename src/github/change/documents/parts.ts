/**
 * What the GraphQL documents have in common that changes are read with. Each field stands on a line of its own, so that
 * one which an older server does not know can be taken out; keys are named after the facts, so that the path of an
 * error tells which fact it spoils. No fragments and few variables: with a field taken out they might be unused, which
 * GraphQL refuses.
 */

export const actor = `
__typename
login`;

export const page = `
totalCount
pageInfo {
  hasNextPage
  endCursor
}`;

export function tidy(document: string): string {
  return `${document
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')}\n`;
}

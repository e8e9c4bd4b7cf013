import { createHash } from 'node:crypto';
import type { Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';

/** GitHub gives no more of a file's text than this. */
const longest = 512_000;

/** The file that `HEAD:path` names; null when it is not there, undefined for another kind of expression. */
export function blobAt(
  { world }: GraphQLContext,
  repository: Repository,
  expression: string,
): Resolved | null | undefined {
  if (!expression.includes(':')) {
    return undefined;
  }
  let content: Buffer;
  try {
    content = world.git.run(repository.full_name, ['cat-file', 'blob', expression]);
  } catch {
    return null;
  }
  const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  const isBinary = content.includes(0);
  return {
    __typename: 'Blob',
    id: `${repository.node_id}:${oid}`,
    oid,
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > longest,
    text: isBinary ? null : content.subarray(0, longest).toString(),
  };
}

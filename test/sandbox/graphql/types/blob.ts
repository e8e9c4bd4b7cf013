import { createHash } from 'node:crypto';
import type { Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';

/** GitHub gives no more of a file's text than this. */
const longest = 512_000;

/** The file that `HEAD:path` names; null when it is not there. */
export async function blobAt(
  { files }: GraphQLContext,
  repository: Repository,
  expression: string,
): Promise<Resolved | null> {
  const content = await files.read(repository, expression);
  if (content === undefined) {
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

import type { Blob, Commit, Entity, Tree, TreeEntry } from '../store.ts';

/** An object as `git cat-file --batch` prints it. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly content: Buffer;
}

type Fields<T extends Entity> = Omit<T, keyof Entity | 'node_id' | 'repo_id'>;

/**
 * Splits the output of `git cat-file --batch`: a line `<sha> <type> <size>`, the content, a newline. Of what is not
 * there it prints one line, which ends in `missing`.
 */
export function parseBatch(output: Buffer): GitObject[] {
  const objects: GitObject[] = [];
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf('\n', at);
    const line = output.toString('utf8', at, lineEnd);
    const [sha = '', type = '', size = '0'] = line.split(' ');
    const start = lineEnd + 1;
    if (line.endsWith(' missing')) {
      objects.push({ sha, type: 'missing', content: Buffer.alloc(0) });
      at = start;
      continue;
    }
    const end = start + Number(size);
    objects.push({ sha, type, content: output.subarray(start, end) });
    at = end + 1;
  }
  return objects;
}

export function parseCommit({ sha, content }: GitObject): Fields<Commit> {
  const text = content.toString();
  const split = text.indexOf('\n\n');
  const headers = text.slice(0, split).split('\n');
  const values = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const author = parseIdentity(values('author')[0] ?? '');
  const committer = parseIdentity(values('committer')[0] ?? '');
  return {
    sha,
    message: text.slice(split + 2).replace(/\n$/, ''),
    author_name: author.name,
    author_email: author.email,
    author_date: author.date,
    committer_name: committer.name,
    committer_email: committer.email,
    committer_date: committer.date,
    tree_sha: values('tree')[0] ?? '',
    parent_shas: values('parent'),
    user_id: null,
  };
}

/** `sizes` holds the length of every blob that is known, by its object id. */
export function parseTree({ sha, content }: GitObject, sizes: ReadonlyMap<string, number>): Fields<Tree> {
  const tree: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at);
    const zero = content.indexOf(0, space);
    const entry = content.toString('hex', zero + 1, zero + 21);
    const mode = content.toString('latin1', at, space).padStart(6, '0');
    const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
    const size = sizes.get(entry);
    tree.push({
      path: content.toString('utf8', space + 1, zero),
      mode,
      type,
      sha: entry,
      ...(size !== undefined && { size }),
    });
    at = zero + 21;
  }
  return { sha, tree, truncated: false };
}

export function parseBlob({ sha, content }: GitObject): Fields<Blob> {
  const text = content.toString();
  const isText = !text.includes('\0') && Buffer.from(text).equals(content);
  return {
    sha,
    content: isText ? text : content.toString('base64'),
    encoding: isText ? 'utf-8' : 'base64',
    size: content.length,
  };
}

/** `Dana Okafor <dana@acme.example> 1764000000 +0100`; the date as GitHub gives it, in UTC. */
function parseIdentity(line: string): { name: string; email: string; date: string } {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line);
  const [, name = '', email = '', seconds = '0'] = match ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString() };
}

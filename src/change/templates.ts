/**
 * The pull request templates among a repository's files, in the order in which GitHub prefers their folders.
 *
 * @param list the names in a folder, `''` for the top one; none when it is not there
 * @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository
 */
export async function findTemplates(
  list: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of ['.github', '', 'docs']) {
    for (const name of sorted(await list(folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (!templateName.test(name)) {
        continue;
      }
      // Without an extension it is a file, or a folder of several.
      const names = name.includes('.') ? [] : sorted(await list(path));
      const several = names
        .filter((template) => text.test(template))
        .map((template) => `${path}/${template}`);
      found.push(...(names.length > 0 ? several : [path]));
    }
  }
  return found;
}

// GitHub does not look at the case of these names.
const templateName = /^pull_request_template(\.(md|markdown|txt))?$/i;
const text = /\.(md|markdown|txt)$/i;

function sorted(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => (a < b ? -1 : 1));
}

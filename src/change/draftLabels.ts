import { parseDocument } from 'yaml';
import { say, type Text } from '../base/say.ts';

/**
 * The labels that a draft's front matter names, as a list or a single one.
 *
 * @returns `problem` when it says something else: what, in a sentence.
 */
export function draftLabels(frontMatter: string | undefined): {
  readonly labels: readonly string[];
  readonly problem?: Text;
} {
  if (frontMatter === undefined || frontMatter.trim() === '') {
    return { labels: [] };
  }
  const document = parseDocument(frontMatter, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    return {
      labels: [],
      problem: say`What stands between the two “---” is no YAML: ${error.message.split('\n', 1)[0] ?? ''}`,
    };
  }
  const content: unknown = document.toJS();
  if (content === null) {
    return { labels: [] };
  }
  const { labels, ...others } = typeof content === 'object' ? (content as Record<string, unknown>) : {};
  if (typeof content !== 'object' || Array.isArray(content) || Object.keys(others).length > 0) {
    return {
      labels: [],
      problem: say`Between the two “---” only labels can stand, such as: labels: [security]`,
    };
  }
  const list: readonly unknown[] = Array.isArray(labels)
    ? labels
    : labels === undefined || labels === null
      ? []
      : [labels];
  return list.every((label) => typeof label === 'string' && label.trim() !== '')
    ? { labels: list.map(String) }
    : { labels: [], problem: say`Write the labels as a list of names, such as: labels: [security]` };
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** A text of the source, with `{0}` in the places of its values, and where it stands. */
export interface Found {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Whether there is something in it that another language says in another way: a word, or quotation marks. */
const hasWords = (text: string) => /[\p{L}“”]/u.test(text.replaceAll(/\{\d+\}/g, ''));

/** The texts that are said: ``say`…` `` and ``t`…` ``. */
async function saidTexts(root: string): Promise<readonly Found[]> {
  const found = await inSource(root, ['src'], (node) =>
    ts.isTaggedTemplateExpression(node) && isOneOf(node.tag, ['say', 't'])
      ? templateOf(node.template)
      : undefined,
  );
  return found.filter(({ text }) => hasWords(text));
}

/** Every text of the source, said or not: what the command line and git's hook print is not. */
export async function writtenTexts(root: string): Promise<readonly Found[]> {
  return inSource(root, ['src'], literalOf);
}

/** The languages beside English. */
export const languages = ['de'] as const;

export type Texts = Readonly<Record<string, string>>;

/** What `l10n/` must hold: every text by its English, in each language; what is not translated yet is empty there. */
export async function textBundles(root: string): Promise<ReadonlyMap<string, Texts>> {
  const texts = [...new Set((await saidTexts(root)).map(({ text }) => text))].sort();
  const bundle = (textOf: (english: string) => string): Texts =>
    Object.fromEntries(texts.map((english) => [english, textOf(english)]));
  const bundles = new Map([['l10n/bundle.l10n.json', bundle((english) => english)]]);
  for (const language of languages) {
    const file = `l10n/bundle.l10n.${language}.json`;
    const translated = JSON.parse(await readFile(path.join(root, file), 'utf8')) as Texts;
    bundles.set(
      file,
      bundle((english) => translated[english] ?? ''),
    );
  }
  return bundles;
}

/** The rooms whose texts people see in VS Code. */
const rooms = ['src/base', 'src/change', 'src/git', 'src/github', 'src/ui'];

/** Files of these rooms whose words are no texts of the user interface. */
const otherFiles: readonly RegExp[] = [
  // What is kept with a change, or set on it: the same for everyone who reads it.
  /^src\/github\/(change\/|teams\.ts|openChanges\.ts|mergedChanges\.ts)/,
  /^src\/change\/(observeOpenChanges|procedureStatus|pushPoints|readProcedure|showStatus|signOff|ticketForm|ticketsFollow)\.ts/,
  /^src\/change\/setUp\/(issueTemplate|setUpRepository|workflows)\.ts/,
  // What is told to an agent.
  /^src\/ui\/agentTools\/(agentTool|input|prepareTool|startTool|statusTool)\.ts/,
  // What is written into git's hooks, and what a terminal shows of them.
  /^src\/git\/(hook\/|sshArmor\.ts)/,
];

/** What is no text of the user interface, wherever it stands. */
const otherTexts: readonly RegExp[] = [
  /^Change Guide(: before \{0\})?$/,
  // GraphQL, and the kinds of what it answers; GitHub's search.
  /^\s*(query|mutation)\b/,
  /^(Organization|User)$/,
  /is:issue/,
  // The names of errors, of states, and of what a menu looks for.
  /^(Cancelled|no reason|failure (sign-in|authorize)|the review that is being considered)$/,
  // A time in the report, a credential, the name that a memory is kept by.
  /^(\{0\} \{1\} UTC|token \{0\}|reviewers \{0\}\/\{1\})$/,
  // What git says, and is told.
  /^(error: failed to push some refs|existing notes|would be overwritten by checkout|branch: Created by Change Guide)$/,
  // What GitHub says.
  /^(doesn't exist on type|it gave no reason)$/,
  // For a terminal.
  /^(change-guide: |Next: |\s*To push it)/,
  // For the report on a signature.
  /^(it is not written as OpenSSH|OpenSSH’s ssh-keygen was not found$)/,
];

/** Sentences and names that stand in the source as they are, and so would be shown in English to everyone. */
export async function unsaidTexts(root: string): Promise<readonly Found[]> {
  const found = await inSource(root, rooms, (node) => {
    const text = literalOf(node);
    return text !== undefined && looksSaid(text) && !isForMachines(node) ? text : undefined;
  });
  return found.filter(
    ({ file, text }) =>
      !otherFiles.some((pattern) => pattern.test(file)) && !otherTexts.some((pattern) => pattern.test(text)),
  );
}

/** Two words beside one another, a word beside a value, or one that begins as a sentence does. */
function looksSaid(text: string): boolean {
  return [
    /\p{L}[\p{L}’']*[.,:;]? \p{L}/u,
    /(^|[\s(])\p{L}{2,} \{\d+\}|\{\d+\} \p{L}{2,}/u,
    /^(\$\([a-z-]+\) )?\p{Lu}\p{Ll}+(…|\.)?$/u,
  ].some((pattern) => pattern.test(text));
}

/** Text that no person reads in VS Code: names of things, the log, errors of the programmer. */
function isForMachines(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTaggedTemplateExpression(parent)) {
    return true;
  }
  if (
    ts.isImportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  ) {
    return true;
  }
  for (let outer: ts.Node = parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (
      ts.isCallExpression(outer) &&
      /\blog\??\.(error|info|warn|debug)$/i.test(outer.expression.getText())
    ) {
      return true;
    }
    if (ts.isNewExpression(outer) && /^(Type|Range)?Error$/.test(outer.expression.getText())) {
      return true;
    }
    if (ts.isStatement(outer)) {
      return false;
    }
  }
  return false;
}

async function inSource(
  root: string,
  folders: readonly string[],
  textOf: (node: ts.Node) => string | undefined,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const folder of folders) {
    const files = await readdir(path.join(root, folder), { recursive: true });
    for (const name of files.filter((each) => each.endsWith('.ts')).sort()) {
      const file = path.posix.join(folder, name.split(path.sep).join('/'));
      const source = ts.createSourceFile(
        file,
        await readFile(path.join(root, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      );
      const visit = (node: ts.Node): void => {
        const text = textOf(node);
        if (text !== undefined) {
          found.push({ text, file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return found;
}

function isOneOf(node: ts.Node, names: readonly string[]): boolean {
  return ts.isIdentifier(node) && names.includes(node.text);
}

function literalOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  return ts.isTemplateExpression(node) ? templateOf(node) : undefined;
}

function templateOf(node: ts.TemplateLiteral): string {
  return ts.isNoSubstitutionTemplateLiteral(node)
    ? node.text
    : node.templateSpans.reduce(
        (before, { literal }, index) => `${before}{${index}}${literal.text}`,
        node.head.text,
      );
}

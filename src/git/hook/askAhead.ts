import { procedureFile } from '../../change/procedureFile.ts';
import { pushQuestions, quickSurroundings } from '../pushQuestions.ts';

/**
 * A function for the hook's shell, `ask_ahead`: it passes on the refs from its standard input, and behind a NUL what
 * the push guard will want to hear of git. Node takes longer to start than git to answer all of that, and longer
 * than the shell to start a git.
 *
 * What it does not guess right costs time only: a question that was not asked ahead is asked by the guard.
 */
export function askAheadText(): string {
  const ask = (question: readonly string[]) => `ask ${question.map((word) => `"${word}"`).join(' ')}`;
  return `ask() {
  printf '%s\\n' "$*"
  git "$@"
  printf '\\0\\0%s\\n' $?
}
ask_ahead() {
  export ${Object.entries(quickSurroundings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}
  pushed=
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\\n' "$line"
    old=\${line##* }; line=\${line% *}; ref=\${line##* }; line=\${line% *}; new=\${line##* }
    case $new$old in *[!0-9a-f]*) continue ;; esac
    case $ref in refs/heads/*) pushed="$pushed $new:$old" ;; esac
  done
  printf '\\0'
  [ -n "$pushed" ] || return 0
  ${ask(pushQuestions.repository)}
  ${ask(pushQuestions.settings)}
  ${ask(pushQuestions.heads)}
  ${ask(pushQuestions.currentBranch)}
  base=$(git rev-parse --verify --quiet refs/remotes/upstream/HEAD || git rev-parse --verify --quiet refs/remotes/origin/HEAD) || return 0
  for pair in $pushed; do
    new=\${pair%:*} old=\${pair#*:}
    case $new in *[!0]*) ;; *) continue ;; esac
    ${ask(pushQuestions.changedFiles('$base...$new'))}
    case $old in *[!0]*) ;; *) continue ;; esac
    ${ask(pushQuestions.commit('$old'))}
    ${ask(pushQuestions.changedFiles('$base...$old'))}
  done
  ${ask(pushQuestions.file('$base', procedureFile))}
}
`;
}

// Nothing that git prints holds two NULs, except for a file: that comes last, and may hold anything.
const answers = /([^\n]*)\n([^]*?\0?)\0\0(\d+)\n/gy;
const lastAnswer = /(cat-file blob [^\n]*)\n([^]*)\0\0(\d+)\n$/;

/** Git's answers by their questions. One that it refused, or that was cut off, is none. */
export function answersAhead(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = Buffer.from(bytes).toString('latin1');
  const last = lastAnswer.exec(text);
  const all = [...text.slice(0, last?.index).matchAll(answers), ...(last ? [last] : [])];
  return new Map(
    all
      .filter(([, , , code]) => code === '0')
      .map(([, question = '', answer = '']) => [question, Buffer.from(answer, 'latin1').toString()]),
  );
}

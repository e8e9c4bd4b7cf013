/** What git is asked about a push: by the push guard, and ahead of it by the hook's shell, in the same words. */
export const pushQuestions = {
  /** Several at once: to start a process costs more than all of these answers. */
  repository: [
    'rev-parse',
    '--is-bare-repository',
    '--is-shallow-repository',
    '--absolute-git-dir',
    '--git-path',
    'common/change-guide/drafts',
  ],
  settings: ['config', '--list', '-z'],
  heads: ['for-each-ref', '--format=%(refname) %(symref) %(objectname)', 'refs/remotes/*/HEAD'],
  currentBranch: ['symbolic-ref', '--quiet', 'HEAD'],
  commit: (name: string) => ['rev-parse', '--verify', '--quiet', `${name}^{commit}`] as const,
  changedFiles: (range: string) =>
    ['diff', '--name-status', '--find-renames', '--no-ext-diff', '-z', range, '--'] as const,
  file: (commit: string, path: string) => ['cat-file', 'blob', `${commit}:${path}`] as const,
} as const;

/** What git's environment says while it is asked. */
export const quickSurroundings = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  // A clone that has only a part of its objects would fetch the others now.
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: 'C',
  // Windows looks for a program in the folder itself first, where a stranger's git.exe may lie.
  NoDefaultCurrentDirectoryInExePath: '1',
};

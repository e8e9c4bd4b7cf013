import type { Issue } from '../store.ts';
import type { World } from '../world.ts';

/** A plain page for the addresses that people open: repository, issue, pull request, branch. */
export function answerPage(world: World, pathname: string): Response {
  const [, owner = '', name = '', kind, ...rest] = pathname.split('/').map(decodeURIComponent);
  const repository = world.github.repos.findOneBy('full_name', `${owner}/${name}`);
  const target = rest.join('/');
  if (!repository) {
    return page(404, 'Not found', 'There is no such page on this local GitHub.');
  }
  if (kind === undefined || kind === '') {
    return page(200, repository.full_name, repository.description ?? '');
  }
  if (kind === 'issues' || kind === 'pull') {
    const issues = world.github.issues.findBy('repo_id', repository.id);
    const issue = issues.find(({ number }) => String(number) === target);
    return issue
      ? issuePage(issue)
      : page(404, 'Not found', `There is no number ${target} in ${repository.full_name}.`);
  }
  const branches = world.github.branches.findBy('repo_id', repository.id);
  const branch = branches.find((candidate) => kind === 'tree' && candidate.name === target);
  return branch
    ? page(200, branch.name, `At commit ${branch.sha}`)
    : page(404, 'Not found', `${repository.full_name} has nothing there.`);
}

function issuePage(issue: Issue): Response {
  const kind = issue.is_pull_request ? 'Pull request' : 'Issue';
  return page(200, `${issue.title} #${issue.number}`, `${kind}, ${issue.state}\n\n${issue.body ?? ''}`);
}

function page(status: number, title: string, text: string): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)} · local GitHub</title>
<style>body{font:16px/1.5 system-ui;max-width:48rem;margin:3rem auto;padding:0 1rem}pre{white-space:pre-wrap;font:inherit}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<pre>${escapeHtml(text)}</pre>
</body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  };
  return new Response(html, { status, headers });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One entry of GitHub's `errors` list in an answer with status 422. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom' | 'unprocessable';
  readonly message?: string;
}

/** Ends a request with GitHub's status and message. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';

  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly (FieldError | string)[],
  ) {
    super(message);
  }
}

export function notFound(): GitHubError {
  return new GitHubError(404, 'Not Found');
}

export function forbidden(): GitHubError {
  return new GitHubError(403, 'Must have admin rights to Repository.');
}

/** The usual 422: fields that are wrong. */
export function invalid(...errors: readonly FieldError[]): GitHubError {
  return new GitHubError(422, 'Validation Failed', errors);
}

/** A 422 that says in plain words what cannot be done. */
export function unprocessable(...reasons: readonly string[]): GitHubError {
  return new GitHubError(422, 'Unprocessable Entity', reasons);
}

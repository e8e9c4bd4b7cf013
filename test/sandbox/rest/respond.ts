import type { Call } from './call.ts';
import type { GitHubError } from './errors.ts';

/** Answers with data (status 200) or with a response of its own. */
export type Handler = (call: Call) => unknown;

/** Handlers by method and path, `:name` standing for a part and `:name{.+}` for several. */
export type Routes = Readonly<Record<string, Handler>>;

export const release = '3.19';
export const documentationUrl = `https://docs.github.com/enterprise-server@${release}/rest`;

export function errorResponse(
  { status, message, errors }: GitHubError,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = {
    message,
    ...(errors && { errors }),
    documentation_url: documentationUrl,
    status: String(status),
  };
  return Response.json(body, { status, headers });
}

/** Status 201: something was made. */
export function created(data: unknown): Response {
  return Response.json(data, { status: 201 });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

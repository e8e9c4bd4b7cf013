/** The answer with null at a path of its data, where there is such a path; with an error for it, if one is given. */
export function withNullAt(
  answer: unknown,
  path: readonly (string | number)[],
  error: { readonly message: string } | undefined,
): unknown {
  const body = answer as { data?: unknown; errors?: unknown[] };
  let place: unknown = body.data;
  for (const step of path.slice(0, -1)) {
    place = isObject(place) ? place[step] : undefined;
  }
  const last = path.at(-1) ?? '';
  if (isObject(place) && last in place) {
    place[last] = null;
  }
  return error ? { ...body, errors: [...(body.errors ?? []), { ...error, path }] } : body;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Plain data that nobody can change any more, at any depth. */
export function constant<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(constant);
    Object.freeze(value);
  }
  return value;
}

export function isConstant(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isConstant))
  );
}

import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Caller {
  readonly subject: string;
  readonly scopes: readonly string[];
}

interface Claims extends Caller {
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export function issueToken(caller: Caller, signingKey: string, expires: number): string {
  const claims: Claims = { ...caller, expires };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${sign(payload, signingKey)}`;
}

/** Who the `Authorization` header stands for; undefined when the token is missing, forged or too old. */
export function verifyToken(header: string | undefined, signingKey: string, now: number): Caller | undefined {
  const [payload, signature] = (header ?? '').replace(/^Bearer /, '').split('.');
  if (!payload || !signature || !isSame(signature, sign(payload, signingKey))) {
    return undefined;
  }
  const { subject, scopes, expires } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  return expires > now ? { subject, scopes } : undefined;
}

function sign(payload: string, signingKey: string): string {
  return createHmac('sha256', signingKey).update(payload).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

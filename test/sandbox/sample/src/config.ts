/** Settings from the environment; the service does not start without what it needs. */
export interface Config {
  readonly port: number;
  readonly signingKey: string;
  /** Seconds for which an access token is good. */
  readonly tokenLifetime: number;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const signingKey = env['PAYMENTS_SIGNING_KEY'];
  if (!signingKey) {
    throw new Error('PAYMENTS_SIGNING_KEY is not set.');
  }
  return {
    port: Number(env['PORT'] ?? 8080),
    signingKey,
    tokenLifetime: Number(env['PAYMENTS_TOKEN_LIFETIME'] ?? 900),
  };
}

/** Where the token for one host comes from. It goes to that host only. */
export interface AccessTokens {
  /** Never asks the person; undefined when nobody is signed in. */
  get(signal: AbortSignal): Promise<string | undefined>;
  /** The host did not take this token: it is not to be offered again before something changed. */
  rejected(token: string): void;
}

/**
 * The token to offer for a remote's address when git's own credential is missing or refused; undefined when the
 * address is no web address of a host that the person is signed in to.
 */
export type RemoteToken = (remoteUrl: string, signal: AbortSignal) => Promise<string | undefined>;

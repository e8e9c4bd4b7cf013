/** Where the token for one host comes from. It goes to that host only. */
export interface AccessTokens {
  /** Never asks the person; undefined when nobody is signed in. */
  get(signal: AbortSignal): Promise<string | undefined>;
  /** The host did not take this token: it is not to be offered again before something changed. */
  rejected(token: string): void;
}

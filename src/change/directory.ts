/** Who there is on the host that a role of the procedure can name. Every call may throw a `HumanError`. */
export interface Directory {
  /** The owner's teams as `organisation/team`, by name; undefined when a person owns the repository: they have none. */
  teams(signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Logins of the people who may write to the repository, by name. */
  writers(signal: AbortSignal): Promise<readonly string[]>;
  /** Whether there is a person with this login. */
  isThere(login: string, signal: AbortSignal): Promise<boolean>;
}

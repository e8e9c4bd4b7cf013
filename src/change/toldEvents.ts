/** Remembers beside the clone which events its developer was told of, whichever window told. */
export interface ToldEvents {
  /**
   * Takes it on oneself to tell an event.
   *
   * @returns false when it was told before, by this window or another.
   */
  claim(event: string): Promise<boolean>;
}

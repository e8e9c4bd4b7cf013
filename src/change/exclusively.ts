/**
 * Runs the work while no other window or process on this machine does work of that name in the same clone. Waits for
 * the other one to end.
 *
 * @throws {HumanError} when the other one does not end for long.
 */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Pressed again while it runs, a command leaves its first run alone. */
export function oneAtATime(
  command: (argument: unknown) => Promise<void>,
): (argument: unknown) => Promise<void> {
  let running: Promise<void> | undefined;
  return async (argument) => {
    running ??= command(argument).finally(() => {
      running = undefined;
    });
    return running;
  };
}

import { NoHostError } from './host.ts';

/**
 * Runs what a person started from a terminal. What they can do something about is said in a sentence; all else is
 * shown as what it is.
 */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(sentence(error) ?? error);
    process.exit(1);
  }
}

function sentence(error: unknown): string | undefined {
  if (error instanceof NoHostError) {
    return error.message;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken by another program. Give another one, or none to have a free one.`;
  }
  return undefined;
}

import { parseArgs } from 'node:util';

/** What `npm start` may be told. */
export interface DemoOptions {
  /** In the desktop's VS Code instead of a browser. */
  readonly desktop: boolean;
  /** Opens the developer's window. */
  readonly open: boolean;
  /** The local GitHub's port; the people's are the five after it. Free ones when not given. */
  readonly port?: number;
}

const usage = 'npm start -- [--open] [--desktop] [--port NUMBER]';

/** Ends the process with a sentence when it is told something else. */
export function demoOptions(args: readonly string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        desktop: { type: 'boolean', default: false },
        open: { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    });
    const { desktop, open } = values;
    return values.port === undefined ? { desktop, open } : { desktop, open, port: portNumber(values.port) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
    process.exit(2);
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  // Five more ports follow it.
  if (!Number.isInteger(port) || port < 1024 || port > 65_530) {
    throw new Error(`--port must be a whole number from 1024 to 65530; found ${text}.`);
  }
  return port;
}

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../base/nearestName.ts';
import { plain } from '../procedure/wording.ts';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Node's own argument parser, with sentences for people.
 * @throws {UsageError} for an option that is not known, lacks its value, or has one that it does not take.
 */
export function parseOptions<const T extends Options>(args: readonly string[], options: T) {
  const config = { args: [...args], options, allowPositionals: true } as const;
  const { tokens } = parseArgs({ ...config, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      const nearest = nearestName(token.name, Object.keys(options));
      const help = nearest === undefined ? '' : `; did you mean \`--${nearest}\`?`;
      throw new UsageError(`unknown option \`${plain(token.rawName)}\`${help}`);
    }
  }
  try {
    return parseArgs({ ...config, strict: true });
  } catch (error) {
    if (error instanceof TypeError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** @throws {UsageError} when there is anything beside the options. */
export function noArguments([first]: readonly string[]): void {
  if (first !== undefined) {
    throw new UsageError(`unexpected argument \`${plain(first)}\``);
  }
}

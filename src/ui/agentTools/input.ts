import { HumanError } from '../../base/errors.ts';

/**
 * The texts that an agent gave, by their names. VS Code shows agents the schema of a tool, and does not hold them to it.
 *
 * @throws {HumanError} says to the agent what is wrong, so that it can do better.
 */
export function textsIn<Name extends string>(
  input: unknown,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new HumanError('The input must be an object.');
  }
  const texts: Partial<Record<Name, string>> = {};
  for (const [name, value] of Object.entries(input)) {
    const known = names.find((each) => each === name);
    if (known === undefined) {
      throw new HumanError(
        names.length === 0
          ? 'This tool takes no input.'
          : `The input holds something unknown. It may hold: ${names.join(', ')}.`,
      );
    }
    if (typeof value !== 'string') {
      throw new HumanError(`${known} must be a text.`);
    }
    if (value.trim() !== '') {
      texts[known] = value;
    }
  }
  return texts;
}

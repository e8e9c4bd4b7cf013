/**
 * Sentences that can be said in another language. A room that knows nothing of VS Code says what it has to say in
 * English; whoever shows it to a person translates the template there, and puts the same values into it. As a string
 * it is the English sentence, which is what the command line, the log, and the evidence hold.
 */
export class Said {
  /** @param template the English sentence, `{0}` and so on in the places of the values */
  constructor(
    readonly template: string,
    readonly values: readonly Value[],
  ) {}

  toString(): string {
    return this.template.replaceAll(/\{(\d+)\}/g, (place, index: string) => {
      const value = this.values[Number(index)];
      return value === undefined ? place : String(value);
    });
  }

  /** Where a text is written as data, it is English as well. */
  toJSON(): string {
    return this.toString();
  }
}

/** A time in a sentence: people read it by their own clock and language, everything else by UTC. */
export class Moment {
  constructor(readonly instant: string) {}

  /** `2026-03-04 10:00 UTC`: to the minute, which is enough to find the event. */
  toString(): string {
    return `${this.instant.slice(0, 10)} ${this.instant.slice(11, 16)} UTC`;
  }
}

/** Words for a person; those that are a string are names, or came from outside, and are the same in every language. */
export type Text = string | Said;

/** What a sentence can hold: text from outside, another sentence or a part of one, a number, a time. */
export type Value = Text | number | Moment;

/** ``say`Ticket ${key} was closed.` ``: every text for a person that is not from outside is written so. */
export function say(parts: TemplateStringsArray, ...values: readonly Value[]): Said {
  const template = parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
  return new Said(template, values);
}

/** Which of two wordings fits the number. Both are whole, so that each language can inflect what it has to. */
export function counted<T extends Text>(number: number, one: T, more: T): T {
  return number === 1 ? one : more;
}

/** Sentences or parts of one, one after another. */
export function joined(texts: readonly Text[], separator: string): Text {
  const [first = '', ...others] = texts;
  return others.reduce<Text>((before, text) => new Said(`{0}${separator}{1}`, [before, text]), first);
}

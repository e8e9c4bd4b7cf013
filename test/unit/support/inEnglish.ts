import type { Said } from '../../../src/base/say.ts';

type English<T> = T extends Said
  ? string
  : T extends readonly (infer Each)[]
    ? English<Each>[]
    : T extends object
      ? { [Key in keyof T]: English<T[Key]> }
      : T;

/** With every text as the English sentence that it is. */
export function inEnglish<T>(value: T): English<T> {
  return JSON.parse(JSON.stringify(value)) as English<T>;
}

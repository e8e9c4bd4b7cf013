import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Example {
  /** What follows the opening fence: `json`, `yaml bad`. */
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a page of `docs/`, in order. */
export function examplesOf(page: string): Example[] {
  const text = readFileSync(path.join(import.meta.dirname, '../docs', page), 'utf8');
  return [...text.matchAll(/^```([a-z ]+)\n([^]*?)^```$/gm)].map(([, info = '', example = '']) => ({
    info,
    text: example,
  }));
}

/** The first block of a kind. */
export function exampleOf(page: string, info: string): string {
  const example = examplesOf(page).find((each) => each.info === info);
  if (!example) {
    throw new Error(`docs/${page} has no example of ${info}`);
  }
  return example.text;
}

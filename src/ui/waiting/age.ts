import * as vscode from 'vscode';

const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How long ago something was, as short as it can be in the person's own language: `2d`. */
export function ageOf(since: string, now: Date): string {
  const passed = Math.max(0, now.getTime() - Date.parse(since));
  const [unit, length] = units.find(([, length]) => passed >= length) ?? units[2];
  const format = new Intl.NumberFormat(vscode.env.language, { style: 'unit', unit, unitDisplay: 'narrow' });
  return format.format(Math.floor(passed / length));
}

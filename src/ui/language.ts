import * as vscode from 'vscode';
import { Moment, say, type Said, type Text, type Value } from '../base/say.ts';

/** ``t`Sign in to ${host}` ``: a text of the user interface, in the language that VS Code is shown in. */
export function t(parts: TemplateStringsArray, ...values: readonly Value[]): string {
  return translated(say(parts, ...values));
}

/** What another room said, in the language that VS Code is shown in. */
export function translated(text: Text): string {
  return typeof text === 'string' ? text : inLanguage(text);
}

function inLanguage({ template, values }: Said): string {
  return vscode.l10n.t(
    template,
    ...values.map((value, index) =>
      // The number of a ticket or a pull request is its name: `#1234` in every language.
      template.includes(`#{${index}}`) ? String(value) : shown(value),
    ),
  );
}

function shown(value: Value): string {
  return value instanceof Moment
    ? momentOf(value.instant)
    : typeof value === 'number'
      ? value.toLocaleString(vscode.env.language)
      : translated(value);
}

/** By the person's own clock. */
export function momentOf(instant: string | Date): string {
  return new Date(instant).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The same as short as it can be: of today only the time. */
export function briefMomentOf(instant: string | Date): string {
  const date = new Date(instant);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(vscode.env.language, {
    ...(!isToday && { month: 'short', day: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  });
}

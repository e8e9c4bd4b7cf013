import * as vscode from 'vscode';
import type { Link } from '../../change/links.ts';
import type { Offer } from '../../change/offers.ts';
import type { RoleId } from '../../procedure/procedure.ts';
import { commands } from '../contributions.ts';
import { t } from '../language.ts';

/** A line of the view, and the lines below it. */
export interface Node {
  readonly item: vscode.TreeItem;
  readonly children: readonly Node[];
  /** What it leads to. */
  readonly link?: Link | undefined;
  /** The host that `link` may lead to, where it need not be that of the change that is checked out. */
  readonly authority?: string | undefined;
  /** Whose review can be requested here. */
  readonly role?: RoleId | undefined;
  /** What can be done here for the change of the branch that is checked out. */
  readonly offers?: readonly Offer[] | undefined;
}

export interface Line {
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon: vscode.ThemeIcon;
  readonly tooltip: vscode.MarkdownString | string;
  /** What is read out; the label and the description when not given. */
  readonly spoken?: string;
  readonly link?: Link | undefined;
  /** What the menus look at, beside `link` and the offers. */
  readonly kind?: string;
  readonly offers?: readonly Offer[] | undefined;
}

/** A line without others below it; with a link, a click or Enter opens that. */
export function leaf({ label, description, icon, tooltip, spoken, link, kind, offers }: Line): Node {
  const item = new vscode.TreeItem(label);
  item.iconPath = icon;
  if (description !== undefined) {
    item.description = description;
  }
  item.tooltip = tooltip;
  item.accessibilityInformation = {
    label: spoken ?? [label, description].filter((text) => text !== undefined && text !== '').join(', '),
  };
  item.contextValue = contextOf(kind, link && 'link', ...(offers ?? []));
  if (link) {
    item.command = { command: commands.openLink, title: t`Open in Browser`, arguments: [link] };
  }
  return { item, children: [], link, offers };
}

/** The words that the menus look for in a line. */
export function contextOf(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(' ');
}

export function icon(name: string, color = 'foreground'): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** Text from outside stays text: no links, pictures or commands come of it. */
export function tooltip(heading: string, lines: readonly (string | undefined)[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(heading).appendMarkdown('**');
  for (const line of lines) {
    if (line !== undefined && line !== '') {
      markdown.appendMarkdown('\n\n').appendText(line);
    }
  }
  return markdown;
}

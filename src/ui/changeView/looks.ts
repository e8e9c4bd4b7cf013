import type * as vscode from 'vscode';
import type { Finding, Step, StepStatus } from '../../procedure/report.ts';
import { icon } from './node.ts';

/** How roles and states look, and how they are called. */

export const owners: Readonly<Record<Step['role'], string>> = {
  developer: 'Developer',
  'peer-reviewer': 'Peer Reviewer',
  'security-team': 'Security Team',
  'qa-team': 'QA Team',
  'engineering-lead': 'Engineering Lead',
};

export const statusWords: Readonly<Record<StepStatus, string>> = {
  done: 'done',
  waiting: 'waiting',
  blocked: 'blocked',
  'not-required': 'not required',
  unknown: 'unknown',
};

export const statusIcons: Readonly<Record<StepStatus, vscode.ThemeIcon>> = {
  done: icon('pass-filled', 'testing.iconPassed'),
  waiting: icon('circle-large-outline', 'descriptionForeground'),
  blocked: icon('error', 'errorForeground'),
  'not-required': icon('circle-slash', 'descriptionForeground'),
  unknown: icon('question', 'list.warningForeground'),
};

export const severityIcons: Readonly<Record<Finding['severity'], vscode.ThemeIcon>> = {
  error: icon('circle-small-filled', 'errorForeground'),
  unknown: icon('question', 'list.warningForeground'),
  warning: icon('warning', 'list.warningForeground'),
  info: icon('info', 'descriptionForeground'),
};

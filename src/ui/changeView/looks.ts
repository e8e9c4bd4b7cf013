import type * as vscode from 'vscode';
import type { Finding, Step, StepStatus } from '../../procedure/report.ts';
import { icon } from './node.ts';
import { t } from '../language.ts';

/** How roles and states look, and how they are called. */

export const owners: Readonly<Record<Step['role'], string>> = {
  developer: t`Developer`,
  'peer-reviewer': t`Peer Reviewer`,
  'security-team': t`Security Team`,
  'qa-team': t`QA Team`,
  'engineering-lead': t`Engineering Lead`,
};

export const statusWords: Readonly<Record<StepStatus, string>> = {
  done: t`done`,
  waiting: t`waiting`,
  blocked: t`blocked`,
  'not-required': t`not required`,
  unknown: t`unknown`,
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

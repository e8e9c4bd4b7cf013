import { findingRules } from './findings.ts';
import type { Finding, FindingCode, StepStatus } from './report.ts';

/** The worst that the findings of a step say. */
export function statusOf(findings: readonly Finding[]): Exclude<StepStatus, 'not-required'> {
  const kinds = new Set(findings.map(({ code }) => findingRules[code].kind));
  if (kinds.has('blocking')) {
    return 'blocked';
  }
  if (kinds.has('error')) {
    return 'waiting';
  }
  return kinds.has('unknown') ? 'unknown' : 'done';
}

const places = new Map(Object.keys(findingRules).map((code, index) => [code, index]));

/** In the order of the table of findings; those of one code stay as they are. */
export function inTableOrder(findings: readonly Finding[]): Finding[] {
  const place = (code: FindingCode): number => places.get(code) ?? places.size;
  return [...findings].sort((a, b) => place(a.code) - place(b.code));
}

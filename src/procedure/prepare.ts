import { branchPattern, type BranchPattern } from './branchName.ts';
import { checklistItem } from './checklist.ts';
import { isConstant } from './constant.ts';
import type { Template } from './description.ts';
import { digestOf } from './digest.ts';
import { comparableTitle, inlineText } from './markdownText.ts';
import type { Procedure } from './procedure.ts';
import { impactingPaths, type ImpactingPaths } from './securityImpact.ts';

/** What depends on the procedure alone, worked out once for many changes. */
export interface Prepared {
  readonly digest: string;
  readonly branchPattern: BranchPattern;
  readonly impactingPaths: ImpactingPaths;
  readonly template: Template;
  /** As `SOC 2 CC8.1`. */
  readonly controls: readonly string[];
}

interface Kept {
  /** What the procedure said; undefined when it can never say anything else. */
  readonly text: string | undefined;
  readonly prepared: Prepared;
}

const kept = new WeakMap<Procedure, Kept>();

/** What is kept counts only while the procedure says the same, so that keeping it changes no answer. */
export function prepare(procedure: Procedure): Prepared {
  const known = kept.get(procedure);
  if (known !== undefined && (known.text === undefined || known.text === JSON.stringify(procedure))) {
    return known.prepared;
  }
  const prepared = {
    digest: digestOf(procedure),
    branchPattern: branchPattern(procedure.branch.name),
    impactingPaths: impactingPaths(procedure),
    template: {
      sections: procedure.pullRequest.sections.map((section) => ({
        section,
        comparable: comparableTitle(inlineText(section)),
      })),
      checklist: procedure.pullRequest.securityChecklist.map(checklistItem),
    },
    controls: procedure.controls.map(({ framework, reference }) => `${framework} ${reference}`),
  };
  const text = isConstant(procedure) ? undefined : JSON.stringify(procedure);
  kept.set(procedure, { text, prepared });
  return prepared;
}

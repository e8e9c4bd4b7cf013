import { checklistItem } from './checklist.ts';
import type { Template } from './description.ts';
import { digestOf } from './digest.ts';
import { comparableTitle, inlineText } from './markdownText.ts';
import type { Procedure } from './procedure.ts';
import { impactingPaths, type ImpactingPaths } from './securityImpact.ts';

/** What depends on the procedure alone, worked out once for many changes. */
export interface Prepared {
  readonly digest: string;
  readonly impactingPaths: ImpactingPaths;
  readonly template: Template;
  /** As `SOC 2 CC8.1`. */
  readonly controls: readonly string[];
}

interface Kept {
  readonly text: string;
  readonly prepared: Prepared;
}

const kept = new WeakMap<Procedure, Kept>();

/** What is kept counts only while the procedure says the same, so that keeping it changes no answer. */
export function prepare(procedure: Procedure): Prepared {
  const text = JSON.stringify(procedure);
  const known = kept.get(procedure);
  if (known?.text === text) {
    return known.prepared;
  }
  const prepared = {
    digest: digestOf(procedure),
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
  kept.set(procedure, { text, prepared });
  return prepared;
}

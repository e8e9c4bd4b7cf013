import { HumanError } from '../base/errors.ts';
import { reportOutline } from '../procedure/reportOutline.ts';
import type { ComplianceReport } from '../procedure/report.ts';

/** The procedure does not allow the merge; `report` says why. Nothing was merged. */
export class NotCompliant extends HumanError {
  override readonly name = 'NotCompliant';

  constructor(
    readonly pullRequest: number,
    readonly report: ComplianceReport,
  ) {
    const [first] = reportOutline(report).reasons;
    super(
      `#${pullRequest} can’t be merged under ${report.procedure.id} yet: it is ${report.verdict}.${
        first ? ` ${first.step}: ${first.sentence}` : ''
      }`,
    );
  }
}

import { HumanError } from '../base/errors.ts';
import { reportOutline, verdictWords } from '../procedure/reportOutline.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import { say } from '../base/say.ts';

/** The procedure does not allow the merge; `report` says why. Nothing was merged. */
export class NotCompliant extends HumanError {
  override readonly name = 'NotCompliant';

  constructor(
    readonly pullRequest: number,
    readonly report: ComplianceReport,
  ) {
    const [reason] = reportOutline(report).reasons;
    const first = say`#${pullRequest} can’t be merged under ${report.procedure.id} yet: it is ${verdictWords[report.verdict]}.`;
    super(reason ? say`${first} ${reason.step}: ${reason.sentence}` : first);
  }
}

import type { Deployment } from '../../procedure/changeRecord.ts';
import type { DeploymentAnswer } from './answers.ts';
import { entriesOf, Unread } from './spoilt.ts';

export function deploymentsFrom(answers: readonly DeploymentAnswer[]): Deployment[] {
  return answers.map((answer) => {
    const { latestStatus, environment } = answer;
    const statuses = entriesOf(answer.statuses);
    if (statuses.length < (answer.statuses?.totalCount ?? 0) || (!latestStatus && statuses.length > 0)) {
      throw new Unread('A deployment has a longer history than could be read.');
    }
    const successes = statuses.filter(({ state }) => state === 'SUCCESS').map(({ createdAt }) => createdAt);
    const [first] = successes.toSorted((a, b) => Date.parse(a) - Date.parse(b));
    return {
      environment: environment ?? '',
      sha: answer.commitOid,
      state: latestStatus ? stateFrom(latestStatus.state) : 'pending',
      updatedAt: latestStatus?.createdAt ?? answer.updatedAt,
      ...(first !== undefined && { succeededAt: first }),
      ...(latestStatus?.environmentUrl != null && { url: latestStatus.environmentUrl }),
    };
  });
}

function stateFrom(state: string): Deployment['state'] {
  switch (state) {
    case 'SUCCESS':
      return 'success';
    case 'INACTIVE':
      return 'inactive';
    case 'FAILURE':
    case 'ERROR':
      return 'failure';
    default:
      return 'pending';
  }
}

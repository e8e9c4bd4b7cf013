import { nearestName } from '../base/nearestName.ts';
import type { Path, ShapeProblem } from './checkShape.ts';
import { plain } from './wording.ts';

/**
 * One sentence for a person: where, what it must be, what was found.
 * @param found The value as its file writes it.
 */
export function shapeSentence(problem: ShapeProblem, found: string): string {
  switch (problem.kind) {
    case 'missing':
      return `\`${dotted(problem.path)}\` is missing; it must be ${problem.must}`;
    case 'unknown-key': {
      const place = problem.path.length > 1 ? ` in \`${dotted(problem.path.slice(0, -1))}\`` : '';
      const nearest = nearestName(problem.key, problem.known);
      const help =
        nearest === undefined ? `the keys here are ${codes(problem.known)}` : `did you mean \`${nearest}\`?`;
      return `unknown key \`${plain(problem.key)}\`${place}; ${help}`;
    }
    case 'wrong': {
      const where = problem.path.length === 0 ? 'it' : `\`${dotted(problem.path)}\``;
      const because = problem.because === undefined ? '' : `: ${problem.because}`;
      return `${where} must be ${problem.must}; found ${found}${because}`;
    }
  }
}

/** As people write a path: `roles.qa-team.users[2]`. */
export function dotted(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${plain(step)}`,
    )
    .join('');
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

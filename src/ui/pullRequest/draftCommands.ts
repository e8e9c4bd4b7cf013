/** Commands that only a draft's lenses and quick fixes run; they are in no menu. */
export const draftCommands = {
  markNotApplicable: 'changeGuide.draft.markNotApplicable',
  giveReason: 'changeGuide.draft.giveReason',
  answerAll: 'changeGuide.draft.answerAll',
  writeHere: 'changeGuide.draft.writeHere',
  showImpact: 'changeGuide.draft.showImpact',
} as const;

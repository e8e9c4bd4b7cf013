/** The ids that `package.json` contributes, each written once; a test holds the two against one another. */
export const commands = {
  startChange: 'changeGuide.startChange',
  continueStart: 'changeGuide.continueStart',
  refresh: 'changeGuide.refresh',
  openTicket: 'changeGuide.openTicket',
  openPullRequest: 'changeGuide.openPullRequest',
  copyBranchName: 'changeGuide.copyBranchName',
  openLink: 'changeGuide.openLink',
  copyStatus: 'changeGuide.copyStatus',
  requestReview: 'changeGuide.requestReview',
  authorize: 'changeGuide.authorize',
  signIn: 'changeGuide.signIn',
  signOut: 'changeGuide.signOut',
  showLog: 'changeGuide.showLog',
  reviewPullRequest: 'changeGuide.reviewPullRequest',
  showFiles: 'changeGuide.showFiles',
  approve: 'changeGuide.approve',
  requestChanges: 'changeGuide.requestChanges',
  qaSignOff: 'changeGuide.qaSignOff',
  giveFinalApproval: 'changeGuide.giveFinalApproval',
  merge: 'changeGuide.merge',
  askForSecurityReview: 'changeGuide.askForSecurityReview',
  exportEvidence: 'changeGuide.exportEvidence',
  auditPeriod: 'changeGuide.auditPeriod',
  push: 'changeGuide.push',
  turnOnPushWarnings: 'changeGuide.turnOnPushWarnings',
  turnOffPushWarnings: 'changeGuide.turnOffPushWarnings',
  setUpRepository: 'changeGuide.setUpRepository',
  scaffoldTemplate: 'changeGuide.scaffoldTemplate',
  preparePullRequest: 'changeGuide.preparePullRequest',
  submitPullRequest: 'changeGuide.submitPullRequest',
  readyForReview: 'changeGuide.readyForReview',
  toggleTask: 'changeGuide.toggleTask',
  refreshWaiting: 'changeGuide.refreshWaiting',
  openWaiting: 'changeGuide.openWaiting',
} as const;

export const views = {
  currentChange: 'changeGuide.currentChange',
  waiting: 'changeGuide.waiting',
} as const;

/** By these, agents in VS Code's chat call what they may do. */
export const tools = {
  getStatus: 'change_get_status',
  start: 'change_start',
  preparePullRequest: 'change_prepare_pull_request',
} as const;

/** What the view's welcome texts and the commands' `when` look at. */
export const contextKeys = {
  /** One of the kinds of {@link CurrentChange}. */
  state: 'changeGuide.state',
  /** Whether the developer is writing a ticket's description. */
  describing: 'changeGuide.describing',
  /** One of the kinds of {@link WaitingState}; `nothing` while nothing waits. */
  waiting: 'changeGuide.waitingState',
} as const;

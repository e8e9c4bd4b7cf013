import { onOneLine } from '../base/text.ts';

/** What QA tested, and with which result: the test result that the merged pull request has to hold. */
export interface SignOff {
  readonly result: 'passed' | 'failed';
  readonly environment: string;
  /** The deployment that was tested; null when none was found for the commit. */
  readonly deployment: { readonly succeededAt: string; readonly url?: string } | null;
  /** The commit that was tested, in full. */
  readonly commit: string;
  /** What was tested, as Markdown of any number of lines; or a link. */
  readonly evidence: string;
}

const heading = '### QA sign-off';

/**
 * The sign-off as Markdown that people read in the pull request, and that {@link parseSignOff} reads back. There is
 * no second, hidden copy of it: what people see is what counts.
 *
 * @throws {RangeError} when the commit is no commit id, or the time no time.
 */
export function renderSignOff({ result, environment, deployment, commit, evidence }: SignOff): string {
  if (!commitPattern.test(commit)) {
    throw new RangeError(`“${commit}” is no commit`);
  }
  if (deployment && !timePattern.test(deployment.succeededAt)) {
    throw new RangeError(`“${deployment.succeededAt}” is no time`);
  }
  return [
    heading,
    '',
    item('Result', result),
    item('Environment', escaped(environment)),
    item('Deployment', deployment ? deploymentText(deployment) : 'none found'),
    item('Commit', commit),
    '- **Evidence:**',
    '',
    ...lines(evidence).map((line) => `  > ${line}`.trimEnd()),
  ].join('\n');
}

/** The one sign-off that a review's text holds; undefined when there is none, or several, or one that was altered. */
export function parseSignOff(body: string): SignOff | undefined {
  const text = lines(body);
  const start = text.indexOf(heading);
  if (start === -1 || text.includes(heading, start + 1) || text[start + 1] !== '') {
    return undefined;
  }
  const [result, environment, deployment, commit] = ['Result', 'Environment', 'Deployment', 'Commit'].map(
    (name, index) => valueOf(name, text[start + 2 + index]),
  );
  const rest = text.slice(start + 6);
  const tested = deploymentFrom(deployment);
  if (
    (result !== 'passed' && result !== 'failed') ||
    environment === undefined ||
    tested === undefined ||
    commit === undefined ||
    !commitPattern.test(commit) ||
    rest[0] !== '- **Evidence:**' ||
    rest[1] !== ''
  ) {
    return undefined;
  }
  return {
    result,
    environment: unescaped(environment),
    deployment: tested,
    commit,
    evidence: quoted(rest.slice(2)),
  };
}

const commitPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

function item(name: string, value: string): string {
  return `- **${name}:** ${value}`;
}

function valueOf(name: string, line: string | undefined): string | undefined {
  const start = item(name, '');
  return line?.startsWith(start) === true ? line.slice(start.length) : undefined;
}

/** An address in angle brackets is a link however many brackets and underscores it holds. */
function deploymentText({ succeededAt, url }: NonNullable<SignOff['deployment']>): string {
  const address = url === undefined ? undefined : webAddress(url);
  return address === undefined ? succeededAt : `${succeededAt} <${address}>`;
}

function deploymentFrom(value: string | undefined): SignOff['deployment'] | undefined {
  if (value === 'none found') {
    return null;
  }
  const [, succeededAt, url] = /^(\S+Z)(?: <(https?:\/\/[^\s<>]+)>)?$/.exec(value ?? '') ?? [];
  return succeededAt === undefined || !timePattern.test(succeededAt)
    ? undefined
    : { succeededAt, ...(url !== undefined && { url }) };
}

/** A web address as the browser writes it, which leaves no blank and no bracket in it; undefined for anything else. */
function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, href } = new URL(url);
  return ['https:', 'http:'].includes(protocol) ? href.replace(/[<>\s]/g, encodeURIComponent) : undefined;
}

/** Hosts change line ends when a text is edited in the browser. */
function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function quoted(text: readonly string[]): string {
  const end = text.findIndex((line) => !/^ {2}>/.test(line));
  return text
    .slice(0, end === -1 ? text.length : end)
    .map((line) => line.replace(/^ {2}> ?/, ''))
    .join('\n');
}

/** Text that is only text: no links, images, HTML or emphasis come of it. */
function escaped(text: string): string {
  return onOneLine(text).replace(/[\\`*_{}[\]<>()#!|~&]/g, String.raw`\$&`);
}

function unescaped(text: string): string {
  return text.replace(/\\([\\`*_{}[\]<>()#!|~&])/g, '$1');
}

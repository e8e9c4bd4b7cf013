import { reasonRules } from '../src/procedure/approvalReasons.ts';
import { changeRecordShape } from '../src/procedure/changeRecordShape.ts';
import { nounOf } from '../src/procedure/checkShape.ts';
import { evaluate } from '../src/procedure/evaluate.ts';
import { findingRules } from '../src/procedure/findings.ts';
import { parseChangeRecord } from '../src/procedure/parseChangeRecord.ts';
import { parseProcedure } from '../src/procedure/parseProcedure.ts';
import { defaultProcedure } from '../src/procedure/procedure.ts';
import { procedureFileShape } from '../src/procedure/procedureKeys.ts';
import { commentedProcedure } from '../src/procedure/procedureYaml.ts';
import type { ComplianceReport } from '../src/procedure/report.ts';
import { plainReport } from '../src/procedure/reportText.ts';
import type { Shape } from '../src/procedure/shape.ts';
import { exampleOf } from './docExamples.ts';
import { defaultOf } from './procedureSchema.ts';

/** The generated parts of `docs/`, by the name between their markers. */
export function docTables(): Readonly<Record<string, string>> {
  return {
    'procedure-keys': table(
      ['Key', 'Value', 'Default', 'What it says'],
      procedureRows(procedureFileShape, defaultProcedure, ''),
    ),
    'default-procedure': `\`\`\`yaml\n${commentedProcedure(defaultProcedure)}\`\`\``,
    findings: table(
      ['Steps', 'Code', 'Kind', 'When'],
      Object.entries(findingRules).map(([code, { steps, kind, when }]) => [
        steps.length === 6 ? 'any' : steps.join(', '),
        `\`${code}\``,
        kind,
        when,
      ]),
    ),
    reasons: table(
      ['Reason', 'The approval is shut out when'],
      Object.entries(reasonRules).map(([code, { when }]) => [`\`${code}\``, when]),
    ),
    'report-example': `\`\`\`json\n${JSON.stringify(exampleReport(), null, 2)}\n\`\`\``,
    'evaluate-example': [
      '```console',
      '$ change-guide evaluate --procedure procedure.yml record.json',
      ...plainReport(exampleReport()),
      '[exit code 1]',
      '```',
    ].join('\n'),
    'record-fields': table(['Field', 'Value', 'May be left out'], recordRows(changeRecordShape, '')),
  };
}

/** Puts every table between its markers, `<!-- table: name -->` and `<!-- end -->`, where a page has them. */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  return page.replaceAll(
    /<!-- table: ([a-z-]+) -->[^]*?<!-- end -->/g,
    (_all, name: string) => `<!-- table: ${name} -->\n\n${tables[name] ?? ''}\n\n<!-- end -->`,
  );
}

/** The report of the documented record by the documented procedure. */
function exampleReport(): ComplianceReport {
  const record = parseChangeRecord(JSON.parse(exampleOf('change-record.md', 'json')));
  const procedure = parseProcedure(exampleOf('compliance-report.md', 'yaml'));
  if (!record.ok || !procedure.ok) {
    throw new Error(`an example is bad: ${JSON.stringify([record, procedure])}`);
  }
  return evaluate(procedure.procedure, record.record);
}

function procedureRows(shape: Shape, byDefault: unknown, prefix: string): string[][] {
  if (shape.kind !== 'fields') {
    return [];
  }
  return Object.entries(shape.fields).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    const value = defaultOf(byDefault, key);
    const isSection = field.shape.kind === 'fields';
    const shown = isSection || value === undefined ? '' : `\`${JSON.stringify(value)}\``;
    const long = shown.length > 60 ? 'see below' : shown;
    const row = [`\`${path}\``, valueOf(field.shape), field.optional ? long : 'must be given', field.about];
    return [row, ...procedureRows(field.shape, value, `${path}.`)];
  });
}

function recordRows(shape: Shape, prefix: string): string[][] {
  switch (shape.kind) {
    case 'fields':
      return Object.entries(shape.fields).flatMap(([key, field]) => [
        [`\`${prefix}${key}\``, valueOf(field.shape), field.optional ? 'yes' : ''],
        ...recordRows(field.shape, `${prefix}${key}.`),
      ]);
    case 'list':
      return recordRows(shape.of, `${prefix.slice(0, -1)}[].`);
    case 'dictionary':
      return recordRows(shape.of, `${prefix.slice(0, -1)}{}.`);
    case 'either':
      return shape.of.flatMap((each) => recordRows(each, prefix));
    default:
      return [];
  }
}

function valueOf(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return `list: ${valueOf(shape.of)}`;
    case 'dictionary':
      return `map: ${valueOf(shape.of)}`;
    case 'either':
      return shape.of.map(valueOf).join(' or ');
    default:
      return nounOf(shape);
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

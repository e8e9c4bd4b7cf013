import { completeTemplate } from '../../procedure/completeTemplate.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { commentedProcedure } from '../../procedure/procedureYaml.ts';
import { templateText } from '../../procedure/templateText.ts';
import { readYaml } from '../../procedure/yamlDocument.ts';
import { procedureFile } from '../procedureFile.ts';
import { findTemplates } from '../templates.ts';
import { issueTemplate, issueTemplateFile } from './issueTemplate.ts';
import { eventsWorkflow, eventsWorkflowFile, judgingWorkflow, judgingWorkflowFile } from './workflows.ts';

/** A file that holding a repository to the procedure needs. */
export interface SetUpFile {
  /** From the top folder, with `/`. */
  readonly path: string;
  /** `completed`: what it lacks is put in, and all that is there stays as it is. `kept`: it is there, and is not touched. */
  readonly what: 'new' | 'completed' | 'kept';
  /** The whole text, as it will be. */
  readonly text: string;
  /** As it is on the base branch; undefined when it is not there. */
  readonly before: string | undefined;
}

/** The files of the base branch. */
export interface BaseFiles {
  /** Undefined when it is not there. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder, `''` for the top one; none when it is not there. */
  list(folder: string): Promise<readonly string[]>;
}

/** What is to be written so that the repository is held to the procedure; whatever is there already is kept. */
export async function setUpFiles(procedure: Procedure, base: BaseFiles): Promise<readonly SetUpFile[]> {
  return [
    await unlessThere(procedureFile, () => commentedProcedure(procedure), base),
    ...(await pullRequestTemplates(procedure, base)),
    await unlessThere(issueTemplateFile, () => issueTemplate, base),
    await unlessThere(judgingWorkflowFile, async () => judgingWorkflow(await ownWorkflows(base)), base),
    await unlessThere(eventsWorkflowFile, () => eventsWorkflow, base),
  ];
}

async function unlessThere(
  path: string,
  make: () => string | Promise<string>,
  base: BaseFiles,
): Promise<SetUpFile> {
  const before = await base.read(path);
  return before === undefined
    ? { path, what: 'new', text: await make(), before }
    : { path, what: 'kept', text: before, before };
}

/** Every one of several: each is offered to those who open a pull request. */
async function pullRequestTemplates(procedure: Procedure, base: BaseFiles): Promise<readonly SetUpFile[]> {
  const found = await findTemplates(async (folder) => base.list(folder));
  if (found.length === 0) {
    const { template: path } = procedure.pullRequest;
    return [{ path, what: 'new', text: templateText(procedure), before: undefined }];
  }
  return Promise.all(
    found.map(async (path): Promise<SetUpFile> => {
      const before = (await base.read(path)) ?? '';
      const text = completeTemplate(procedure, before);
      return { path, what: text === before ? 'kept' : 'completed', text, before };
    }),
  );
}

const workflowFolder = '.github/workflows';

/** Names of the workflows that are there; one without a name goes by its path. */
async function ownWorkflows(base: BaseFiles): Promise<readonly string[]> {
  const files = (await base.list(workflowFolder))
    .filter((name) => /\.ya?ml$/i.test(name))
    .map((name) => `${workflowFolder}/${name}`);
  return Promise.all(
    files.map(async (file) => {
      const name = readYaml((await base.read(file)) ?? '').document?.get('name');
      return typeof name === 'string' ? name : file;
    }),
  );
}

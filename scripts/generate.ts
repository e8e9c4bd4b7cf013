// Writes what is made from the source: the JSON Schema of the procedure file, the default one with its comments, the
// tables in docs/, and the lists of texts to be translated.
//   npm run generate
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import { defaultProcedure } from '../src/procedure/procedure.ts';
import { commentedProcedure } from '../src/procedure/procedureYaml.ts';
import { docTables, withTables } from './docTables.ts';
import { procedureSchema } from './procedureSchema.ts';
import { textBundles } from './texts.ts';

/** What each generated file must hold, by its path from the root of the project. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const put = async (file: string, text: string) => {
    const options = await prettier.resolveConfig(path.join(root, file));
    files.set(file, await prettier.format(text, { ...options, filepath: file }));
  };
  await put('media/change-procedure.schema.json', JSON.stringify(procedureSchema()));
  files.set('docs/change-procedure.yml', commentedProcedure(defaultProcedure));
  const tables = docTables();
  for (const page of await readdir(path.join(root, 'docs'))) {
    if (page.endsWith('.md')) {
      await put(`docs/${page}`, withTables(await readFile(path.join(root, 'docs', page), 'utf8'), tables));
    }
  }
  for (const [file, texts] of await textBundles(root)) {
    await put(file, JSON.stringify(texts));
  }
  return files;
}

if (import.meta.filename === process.argv[1]) {
  const root = path.join(import.meta.dirname, '..');
  for (const [file, text] of await generatedFiles(root)) {
    await writeFile(path.join(root, file), text);
  }
}

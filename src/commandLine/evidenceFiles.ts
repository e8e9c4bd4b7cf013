import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { partsOf } from '../evidence/bundle.ts';
import { fileNames, type EvidenceFiles } from '../evidence/manifest.ts';

const names: readonly string[] = Object.values(fileNames);

/** @throws {HumanError} when the folder holds evidence already, or cannot be written. */
export async function writeEvidence(folder: string, files: EvidenceFiles): Promise<void> {
  for (const name of names) {
    if (await exists(path.join(folder, name))) {
      throw new HumanError(
        `${folder} holds evidence already (${name}), which was left as it is; name another folder`,
      );
    }
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of files) {
      await writeFile(path.join(folder, name), text, { flag: 'wx' });
    }
  } catch (error) {
    throw new HumanError(`the evidence could not be written: ${sentenceOf(error)}`);
  }
}

/**
 * The parts of the evidence that a path names: its folder, one of its files, or a bundle as git notes hold it.
 * @throws {HumanError} when nothing of the kind is there.
 */
export async function readEvidence(place: string): Promise<EvidenceFiles> {
  const kind = await stat(place).catch(() => undefined);
  if (!kind) {
    throw new HumanError('there is no such file or folder');
  }
  if (!kind.isDirectory() && !names.includes(path.basename(place))) {
    const parts = partsOf(await readText(place));
    if (!parts) {
      throw new HumanError('this is no evidence of a change, or it was changed');
    }
    return parts;
  }
  const folder = kind.isDirectory() ? place : path.dirname(place);
  const files = new Map<string, string>();
  for (const name of names) {
    if (await exists(path.join(folder, name))) {
      files.set(name, await readText(path.join(folder, name)));
    }
  }
  if (files.size === 0) {
    throw new HumanError('there is no evidence of a change in this folder');
  }
  return files;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new HumanError(`${path.basename(file)} could not be read: ${sentenceOf(error)}`);
  }
  try {
    // Every byte counts, a byte order mark too.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HumanError(`${path.basename(file)} is not UTF-8 text, so it is not as it was made`);
  }
}

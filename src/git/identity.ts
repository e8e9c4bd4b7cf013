import type { EvidencePorts } from '../change/evidencePorts.ts';
import type { GitLocation } from './git.ts';
import { setting } from './setting.ts';

export async function identity(location: GitLocation): ReturnType<EvidencePorts['identity']> {
  const name = await setting(location, 'user.name');
  const email = await setting(location, 'user.email');
  return name === '' || email === '' ? null : { name, email };
}

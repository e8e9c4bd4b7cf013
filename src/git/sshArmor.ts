const begin = '-----BEGIN SSH SIGNATURE-----';
const end = '-----END SSH SIGNATURE-----';
/** `SSHSIG`, then version 1 (OpenSSH, PROTOCOL.sshsig). */
const preamble = Buffer.from('SSHSIG\0\0\0\x01', 'latin1');
const columns = 70;

/**
 * A signature as `ssh-keygen` writes it, whatever program wrote it; undefined for what is none. Other programs break
 * the lines elsewhere, and `ssh-keygen` passes over spaces and what stands around it: one form only, so that no byte of
 * it can be changed without notice.
 */
export function tidyArmor(text: string): string | undefined {
  const lines = text.trim().split(/\r?\n/);
  const base64 = lines.slice(1, -1).join('');
  const blob = Buffer.from(base64, 'base64');
  if (lines[0] !== begin || lines.at(-1) !== end || !blob.subarray(0, preamble.length).equals(preamble)) {
    return undefined;
  }
  const body = blob.toString('base64');
  if (body !== base64) {
    return undefined;
  }
  const broken = body.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
  return `${[begin, ...broken, end].join('\n')}\n`;
}

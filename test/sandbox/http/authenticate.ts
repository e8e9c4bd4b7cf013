/** The token of a request: `token …` or `Bearer …`, or the password (or user name) of Basic, as git sends it. */
export function tokenOf(headers: Headers): string | undefined {
  const [scheme = '', value = ''] = (headers.get('authorization') ?? '').split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case 'token':
    case 'bearer':
      return value;
    case 'basic': {
      const [name = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
      return password === '' || password === 'x-oauth-basic' ? name : password;
    }
    default:
      return undefined;
  }
}

import type { Routes } from './respond.ts';
import { release } from './respond.ts';

/** What tells clients that this is an Enterprise Server; answered without a token too. */
export const metaJson = { verifiable_password_authentication: true, installed_version: `${release}.0` };

export const metaRoutes: Routes = {
  'GET /meta': () => metaJson,
};

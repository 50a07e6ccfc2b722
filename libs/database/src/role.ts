import { createHmac } from 'node:crypto';

/** How the roles of one installation are named and where their passwords come from. */
export interface RoleOptions {
  /** Every role's password is derived from it. */
  secret: string;
  /** Roles belong to the whole server: installations that share one need different prefixes. @default 'ursa' */
  rolePrefix?: string;
}

/** The role that owns a subgraph's schema. */
export function roleName(schema: string, rolePrefix = 'ursa'): string {
  return `${rolePrefix}_${schema}`;
}

export function rolePassword(role: string, secret: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/** The administrator's URL with the subgraph's own role in the place of the administrator. */
export function roleUrl(adminUrl: string, schema: string, { secret, rolePrefix }: RoleOptions): string {
  const role = roleName(schema, rolePrefix);
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(rolePassword(role, secret));
  return url.href;
}

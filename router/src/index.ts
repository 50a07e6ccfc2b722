export { ConfigError, readSettings } from './config.ts';
export type { PolicyCheck, PolicyChecks } from './protection/authorization/policies.ts';
export type { AccessKeys, AccessKeysSettings } from './request/access-keys.ts';
export { accessKeys, remoteAccessKeys } from './request/access-keys.ts';
export type { Router, RouterParts } from './router.ts';
export { startRouter } from './router.ts';
export { runRouter } from './run-router.ts';
export type { GraphiqlTab, RouterSettings } from './settings.ts';
export { defaultSettings } from './settings.ts';

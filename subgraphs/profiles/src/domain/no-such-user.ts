import type { Failure } from '@ursa/outcome';
import { invalid, notFound } from '@ursa/outcome';

/** One answer for whoever does not exist and whoever does not exist for the viewer. */
export const noSuchUser: Failure = notFound('user', ['userId']);

/** What nobody can do to themself. */
export const notYourself: Failure = invalid(['userId'], 'That is you: choose somebody else.');

import type { Id } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { requestError } from './errors/request-error.ts';

/** The id in a query's argument. Throws `BAD_USER_INPUT` when it is not one of this type. */
export function idArgument<Prefix extends string>(
  prefix: Prefix,
  text: string,
  argument: string,
): Id<Prefix> {
  const id = parseId(prefix, text);
  if (!id) throw requestError('BAD_USER_INPUT', `\`${argument}\` is not the id of a ${prefix}.`);
  return id;
}

/** The id in a mutation's input, or the ValidationError that says where it is malformed. */
export function idInput<Prefix extends string>(
  prefix: Prefix,
  text: string,
  path: readonly string[],
): Outcome<Id<Prefix>> {
  const id = parseId(prefix, text);
  return id ? done(id) : failed(invalid(path, `This is not the id of a ${prefix}.`));
}

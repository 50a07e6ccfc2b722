/** Something about the installation is not as it must be; the message is one sentence for the person who starts it. */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
}

/** One SetupError of all that keeps a program from starting. */
export function cannotStart(program: string, problems: readonly string[]): SetupError {
  return new SetupError(`${program} cannot start: ${problems.join('; ')}.`);
}

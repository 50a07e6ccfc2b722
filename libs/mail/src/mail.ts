/** A letter to one person. */
export interface Letter {
  /** Tells it from all others, and a repetition of it from another letter: letters, digits, `.`, `_` and `-`. */
  readonly id: string;
  /** One address. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** Where letters go. */
export interface Mail {
  /** Resolves once the letter is out of our hands. Rejects with {@link MailRefused} when no attempt will help. */
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}

/** The letter will not be taken, however often it is sent. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

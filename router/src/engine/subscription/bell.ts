/** Lets one loop sleep until something has changed. A ring that nobody waits for is not kept: look before you wait. */
export class Bell {
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#wake?.();
    this.#wake = undefined;
  };

  /** Resolves at the next ring. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** What is known of the device somebody asks from. */
export interface Client {
  /** Its network address, as the router saw it. */
  readonly address: string | null;
  /** What its program calls itself. */
  readonly userAgent: string | null;
}

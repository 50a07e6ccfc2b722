import type { Passports } from '@ursa/passport';
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import type { headerRulesFor } from '../request/header-rules.ts';
import type { Scope } from '../request/scope.ts';
import type { Subject } from '../request/subject.ts';

/** What a fetch says, without who asks. */
export type Question = Pick<SubgraphRequest, 'query' | 'variables' | 'operationName'>;

export interface SubgraphCallsSettings {
  name: string;
  transport: SubgraphTransport;
  /** Absent: the subgraph is foreign, and goes by the headers it gets. */
  passports?: Passports | undefined;
  /** Verifies the access token in which a reply names the new subject; undefined when it does not hold. */
  verifySubject?: ((token: string) => Promise<Subject | undefined>) | undefined;
  /** What becomes of the headers of every call. */
  rules?: ReturnType<typeof headerRulesFor>;
  /** Told after every call: whether a GraphQL response came, and after how many seconds. */
  observe?(subgraph: string, answered: boolean, seconds: number): void;
}

/** Asks one subgraph on behalf of whoever an operation runs for, and gathers what its replies carry. */
export class SubgraphCalls {
  readonly name: string;
  readonly #settings: SubgraphCallsSettings;

  constructor(settings: SubgraphCallsSettings) {
    this.name = settings.name;
    this.#settings = settings;
  }

  /** Rejects as `SubgraphTransport.execute` does. */
  async execute(question: Question, scope: Scope): Promise<SubgraphResponse> {
    const started = performance.now();
    let response: SubgraphResponse | undefined;
    try {
      response = await this.#settings.transport.execute(this.#request(question, scope));
      await this.#gather(response, scope);
      return response;
    } finally {
      scope.explanation?.fetched(this.name, question, started, response);
      this.#settings.observe?.(this.name, response !== undefined, (performance.now() - started) / 1_000);
    }
  }

  /** Ends as `SubgraphTransport.subscribe` does. */
  subscribe(question: Question, scope: Scope): AsyncIterable<SubgraphResponse> {
    return this.#settings.transport.subscribe(this.#request(question, scope));
  }

  #request(question: Question, scope: Scope): SubgraphRequest {
    const { requestId, subject, address, signal, headers } = scope;
    const passport = this.#settings.passports?.issue({
      audience: this.name,
      viewer: subject?.viewer ?? null,
      session: subject?.session ?? null,
      address,
    });
    const changes = question.query.startsWith('mutation');
    const { rules } = this.#settings;
    const sent = changes ? { ...headers, ...scope.mutationHeaders } : headers;
    return {
      ...question,
      requestId,
      ...(passport !== undefined && { passport }),
      // A change is carried through, also when the client has gone. The headers hold a refresh token: only the
      // root fields of a mutation have a use for it.
      headers: rules?.(sent) ?? sent,
      ...(!changes && { signal }),
    };
  }

  async #gather({ headers = {} }: SubgraphResponse, scope: Scope): Promise<void> {
    const { 'set-cookie': cookies, 'ursa-subject': token } = headers;
    if (cookies !== undefined) scope.cookies.push(...[cookies].flat());
    const { verifySubject } = this.#settings;
    if (typeof token !== 'string' || verifySubject === undefined) return;
    const subject = await verifySubject(token);
    if (subject === undefined)
      scope.log.error({ subgraph: this.name }, 'A reply names a subject that does not verify');
    else scope.subject = subject;
  }
}

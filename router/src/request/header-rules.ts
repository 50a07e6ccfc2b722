/** What becomes of the request headers that go to a subgraph. */
export interface HeaderRules {
  /** Set in any case. */
  readonly insert: Readonly<Record<string, string>>;
  /** Not sent, wherever they come from; lower-case names. */
  readonly remove: readonly string[];
}

/** Header rules of all subgraphs, and of some of them after those. */
export interface HeaderRulesByName {
  readonly all: HeaderRules;
  readonly subgraphs: Readonly<Record<string, HeaderRules>>;
}

/** Most headers that one rule names. */
export const maxHeaders = 32;

/** Headers of one connection or body, and the router's own: no rule's business. */
const reserved =
  /^(?:accept|connection|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|content-.*|proxy-.*|ursa-.*)$/;

/** Whether a rule may name this header. */
export function mayBeRuled(name: string): boolean {
  return /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/.test(name) && !reserved.test(name);
}

/** Whether a header may have this value (RFC 9110 §5.5). */
export function isHeaderValue(value: string): boolean {
  return value.length <= 8_192 && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

type Headers = Readonly<Record<string, string>>;

/** Applies the rules for one subgraph to the headers of a fetch; undefined: there are none. */
export function headerRulesFor(
  { all, subgraphs }: HeaderRulesByName,
  subgraph: string,
): ((headers: Headers) => Headers) | undefined {
  const own = Object.hasOwn(subgraphs, subgraph) ? subgraphs[subgraph] : undefined;
  const rules = [all, ...(own ? [own] : [])];
  if (rules.every(({ insert, remove }) => remove.length === 0 && Object.keys(insert).length === 0))
    return undefined;
  return (headers) => {
    const left = { ...headers };
    for (const { insert, remove } of rules) {
      for (const name of remove) delete left[name];
      Object.assign(left, insert);
    }
    return left;
  };
}

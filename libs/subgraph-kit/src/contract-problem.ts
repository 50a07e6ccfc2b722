import type { AnyEventContract } from '@ursa/events';
import * as contracts from '@ursa/events/contracts';
import type { EventConsumer } from '@ursa/outbox';

/** The events a subgraph says it has to do with. */
interface EventsOf {
  readonly name: string;
  readonly publishes?: readonly AnyEventContract[];
  readonly consumes?: readonly EventConsumer[];
}

/** What does not fit between a subgraph's events and the contracts, in a sentence; undefined: everything fits. */
export function contractProblem({ name, publishes = [], consumes = [] }: EventsOf): string | undefined {
  const consumed = consumes.map(({ contract }) => contract);
  const foreign = publishes.find(({ owner }) => owner !== name);
  if (foreign) return `${name} publishes ${foreign.name}, which ${foreign.owner} owns.`;
  const uninvited = consumed.find(({ consumers }) => !consumers.includes(name));
  if (uninvited) return `${name} consumes ${uninvited.name}, whose contract does not name it.`;

  const known: AnyEventContract[] = Object.values(contracts);
  const unpublished = known.filter((contract) => contract.owner === name && !publishes.includes(contract));
  if (unpublished.length > 0) return `${name} does not publish ${namesOf(unpublished)}, which it owns.`;
  const ignored = known
    .filter(({ consumers }) => consumers.includes(name))
    .filter((one) => !consumed.includes(one));
  if (ignored.length > 0) return `${name} does not consume ${namesOf(ignored)}, whose contract names it.`;
  return undefined;
}

function namesOf(these: readonly AnyEventContract[]): string {
  return these.map((contract) => contract.name).join(', ');
}

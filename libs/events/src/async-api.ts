import { z } from 'zod';
import type { AnyEventContract } from './define-event.ts';
import { envelopeSchema } from './envelope.ts';

/** Contracts as an AsyncAPI 3.0 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
export function asyncApiDocument(
  contracts: readonly AnyEventContract[],
  info: { title: string; version: string },
) {
  const sorted = [...contracts].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    asyncapi: '3.0.0',
    info: { ...info, description: 'At least once on the wire, once in effect, in order per aggregate.' },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(sorted.map((contract) => [contract.name, channelOf(contract)])),
    operations: Object.fromEntries(sorted.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(sorted.map((contract) => [contract.name, messageOf(contract)])),
    },
  };
}

function channelOf({ name }: AnyEventContract) {
  return {
    address: 'ursa.events',
    messages: { [name]: { $ref: `#/components/messages/${name}` } },
    bindings: { amqp: { is: 'routingKey', exchange: { name: 'ursa.events', type: 'topic', durable: true } } },
  };
}

function operationsOf({ name, owner, consumers }: AnyEventContract) {
  const toChannel = { channel: { $ref: `#/channels/${name}` } };
  return [
    [`${owner}.publishes.${name}`, { action: 'send', ...toChannel }],
    ...consumers.map((consumer) => [`${consumer}.consumes.${name}`, { action: 'receive', ...toChannel }]),
  ];
}

function messageOf({ name, version, owner, aggregate, payload }: AnyEventContract) {
  const envelope = envelopeSchema.extend({
    type: z.literal(name),
    version: z.literal(version),
    owner: z.literal(owner),
    payload,
  });
  return {
    name,
    title: `${name} v${version}, ordered per ${[aggregate].flat().join(' or ')}`,
    contentType: 'application/json',
    payload: z.toJSONSchema(envelope, { target: 'draft-7' }),
  };
}

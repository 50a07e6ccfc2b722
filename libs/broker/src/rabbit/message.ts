import type { EventEnvelope } from '@ursa/events';
import { envelopeSchema } from '@ursa/events';
import type { Options } from 'amqplib';

/** The envelope as JSON. */
export function write(event: EventEnvelope): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** Properties for those who look at queues; consumers go by the envelope alone. */
export function propertiesOf(event: EventEnvelope, tag: string): Options.Publish {
  return {
    mandatory: true,
    persistent: true,
    contentType: 'application/json',
    type: event.type,
    messageId: event.id,
    correlationId: tag,
    timestamp: Math.floor(Date.parse(event.occurredAt) / 1_000),
    appId: event.owner,
  };
}

/** Undefined: it is no event. Whether it keeps its contract is for the inbox to say. */
export function read(content: Buffer): EventEnvelope | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(content.toString()));
  } catch {
    return undefined;
  }
}

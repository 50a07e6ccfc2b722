import { asyncApiDocument } from '@ursa/events';
import * as contracts from '@ursa/events/contracts';

/** Every domain event as an AsyncAPI 3 document, pretty-printed. */
export function eventCatalog(): string {
  const document = asyncApiDocument(Object.values(contracts), {
    title: 'Ursa domain events',
    version: '1.0.0',
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}

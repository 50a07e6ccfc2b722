import { expect, test } from 'vitest';
import { z } from 'zod';
import { asyncApiDocument, defineEvent } from '../src/index.ts';

const Planted = defineEvent({
  ...{ name: 'Planted', version: 2, owner: 'garden', consumers: ['kitchen'], aggregate: 'bed' },
  payload: z.strictObject({ plantId: z.string().describe('what was planted') }),
});

test('a contract becomes a channel, its operations and a message with the whole envelope', () => {
  const { channels, operations, components } = asyncApiDocument([Planted], { title: 'Garden', version: '1' });
  expect(channels['Planted']?.messages).toEqual({ Planted: { $ref: '#/components/messages/Planted' } });
  expect(operations).toEqual({
    'garden.publishes.Planted': { action: 'send', channel: { $ref: '#/channels/Planted' } },
    'kitchen.consumes.Planted': { action: 'receive', channel: { $ref: '#/channels/Planted' } },
  });
  const { payload } = components.messages['Planted'] as { payload: object };
  expect(payload).toMatchObject({
    properties: {
      version: { const: 2 },
      owner: { const: 'garden' },
      sequence: { type: 'integer' },
      payload: { additionalProperties: false, properties: { plantId: { description: 'what was planted' } } },
    },
    additionalProperties: false,
  });
});

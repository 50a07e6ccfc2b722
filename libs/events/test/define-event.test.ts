import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EventEnvelope } from '../src/index.ts';
import { defineEvent, EventInvalid, EventUnknown } from '../src/index.ts';

const about = { name: 'Planted', owner: 'garden', consumers: ['kitchen'], aggregate: 'bed' } as const;
const Planted = defineEvent({
  ...about,
  version: 1,
  live: ({ plantId }) => plantId,
  payload: z.strictObject({ plantId: z.string(), depthCm: z.int().positive() }),
});

const emitted = (payload: unknown, changes: Partial<EventEnvelope> = {}): EventEnvelope => {
  const { consumers: _, liveId: __, ...event } = Planted.create('bed_1', { plantId: 'rose', depthCm: 3 });
  return { ...event, sequence: 1, payload, ...changes };
};

describe('making an event', () => {
  test('it knows who takes it and what is announced', () => {
    const event = Planted.create('bed_1', { plantId: 'rose', depthCm: 3 });
    expect(event).toMatchObject({
      ...{ type: 'Planted', version: 1, owner: 'garden', aggregate: 'bed_1', consumers: ['kitchen'] },
      ...{ liveId: 'rose', payload: { plantId: 'rose', depthCm: 3 } },
    });
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('a payload or an aggregate that breaks the contract is refused, and every problem named', () => {
    const broken = { plantId: 7, depthCm: -1, colour: 'red' } as unknown as {
      plantId: string;
      depthCm: number;
    };
    expect(() => Planted.create('bed_1', broken)).toThrow(/plantId: .*; depthCm: .*; event: .*colour/);
    expect(() => Planted.create('plot_1' as 'bed_1', { plantId: 'rose', depthCm: 3 })).toThrow(
      'an id of bed',
    );
  });
});

describe('reading an event', () => {
  test('what was made can be read after its journey', () => {
    const event = emitted({ plantId: 'rose', depthCm: 3 });
    expect(Planted.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  test.each([
    ['an unknown field in the payload', emitted({ plantId: 'rose', depthCm: 3, colour: 'red' })],
    ['another type', emitted({ plantId: 'rose', depthCm: 3 }, { type: 'Watered' })],
    ['another owner', emitted({ plantId: 'rose', depthCm: 3 }, { owner: 'kitchen' })],
    ['no sequence', emitted({ plantId: 'rose', depthCm: 3 }, { sequence: 0 })],
    ['no moment', emitted({ plantId: 'rose', depthCm: 3 }, { occurredAt: 'yesterday' })],
    ['nothing at all', undefined],
  ])('%s is refused', (_, input) => {
    expect(() => Planted.parse(input)).toThrow(EventInvalid);
  });
});

describe('another version', () => {
  const payload = z.strictObject({ plantId: z.string(), depthMm: z.int().positive() });
  const toMillimetres = ({ depthCm, ...rest }: Record<string, unknown>) => ({
    ...rest,
    depthMm: Number(depthCm) * 10,
  });

  test('an earlier one is brought up to date, step by step', () => {
    const Current = defineEvent({
      ...{ ...about, version: 3, payload },
      upgrades: { 1: toMillimetres, 2: (old) => ({ ...old, plantId: `plant ${old['plantId']}` }) },
    });
    expect(Current.parse(emitted({ plantId: 'rose', depthCm: 3 }))).toMatchObject({
      version: 3,
      payload: { plantId: 'plant rose', depthMm: 30 },
    });
  });

  test('an earlier one without its step is refused', () => {
    const Current = defineEvent({ ...about, version: 3, payload, upgrades: { 2: (old) => old } });
    expect(() => Current.parse(emitted({ plantId: 'rose', depthCm: 3 }))).toThrow(
      'version: 1 can no longer be read',
    );
  });

  test('a later one is for a newer program', () => {
    expect(() => Planted.parse(emitted({}, { version: 2 }))).toThrow(EventUnknown);
  });
});

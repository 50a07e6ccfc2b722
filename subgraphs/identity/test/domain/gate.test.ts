import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/domain/gate.ts';

describe('a gate', () => {
  test('lets so many run, so many wait, and turns the rest away', async () => {
    const gate = createGate({ most: 2, queue: 3 });
    const doors: (() => void)[] = [];
    const held = () => new Promise<void>((resolve) => doors.push(resolve));
    const started = Array.from({ length: 6 }, () => gate.run(held));
    expect(started.map((task) => task !== undefined)).toEqual([true, true, true, true, true, false]);
    expect(doors).toHaveLength(2);
    for (let opened = 0; opened < 5; opened += 1) {
      doors[opened]?.();
      await started[opened];
      expect(doors).toHaveLength(Math.min(5, opened + 3));
    }
    expect(gate.run(held)).toBeDefined();
  });

  test('gives the place of a failed task on', async () => {
    const gate = createGate({ most: 1, queue: 1 });
    const failing = gate.run(() => Promise.reject(new Error('no')));
    const next = gate.run(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, maxEntitiesPerKind, mentionedNames, textEntities } from '../src/index.ts';

const bounds = { min: 1, max: 10 };
const path = ['body'];

test('a text is trimmed, composed and keeps its lines', () => {
  expect(cleanText('  e\u0301\r\nx ', bounds, path)).toEqual({ ok: true, value: 'é\nx' });
});

test.each([
  ['nothing', ''],
  ['blank', ' \n\t '],
  ['too long', 'x'.repeat(11)],
  ['far too long', 'x'.repeat(100_000)],
  ['a lone surrogate', 'a\ud800'],
  ['a null character', 'a\u0000b'],
  ['a text direction override', 'a\u202eb'],
])('%s is refused with its place', (_, raw) => {
  const outcome = cleanText(raw, bounds, path);
  expect(outcome).toMatchObject({ ok: false, failures: [{ kind: 'validation', path }] });
});

test('length counts characters, not code units', () => {
  expect(cleanText('🐻'.repeat(10), bounds, path).ok).toBe(true);
  expect(cleanText('🐻'.repeat(11), bounds, path).ok).toBe(false);
});

test.each([
  ['hi @Ada_L, see #Ürsa and (#größe)!', ['ada_l', 'Ürsa', 'größe']],
  ['me@ursa.dev @@ada #1 #42a a#b /#top @ab @ada@host', ['42a']],
  ['@ada@ada #a#b', []],
  ['@ada: @bob', ['ada', 'bob']],
])('%s', (text, names) => {
  expect(textEntities(text).map(({ name }) => name)).toEqual(names);
});

test('positions cut the entity out of the text, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (before) => {
      const text = `${before} @ada #tag`;
      for (const { kind, start, end, name } of textEntities(text)) {
        const sign = kind === 'mention' ? '@' : '#';
        expect(text.slice(start, end).toLowerCase()).toBe(sign + name.toLowerCase());
      }
      expect(
        textEntities(text)
          .slice(-2)
          .map(({ name }) => name),
      ).toEqual(['ada', 'tag']);
    }),
  );
});

test('a wall of mentions counts up to the bound, each name once', () => {
  const wall = Array.from({ length: 80 }, (_, n) => `@user_${n}`).join(' ');
  expect(mentionedNames(wall)).toHaveLength(maxEntitiesPerKind);
  expect(mentionedNames('@ada @Ada @ADA')).toEqual(['ada']);
});

import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { cleanText } from '@ursa/text';
import type { DraftedPoll } from '../tables/index.ts';

const minuteOfDays = 24 * 60;

/** Reads a poll: 2 to 6 different choices of 1 to 80 characters, open for 5 minutes to 30 days. */
export function pollInput(input: DraftedPoll): Outcome<DraftedPoll> {
  const path = ['poll', 'choices'];
  const { choices: raw, durationMinutes } = input;
  if (raw.length < 2 || raw.length > 6) return failed(invalid(path, 'A poll has 2 to 6 choices.'));
  const choices: string[] = [];
  for (const [at, text] of raw.entries()) {
    const here = [...path, String(at)];
    const choice = cleanText(text, { min: 1, max: 80 }, here);
    if (!choice.ok) return choice;
    if (choices.includes(choice.value)) return failed(invalid(here, 'This is there already.'));
    choices.push(choice.value);
  }
  if (durationMinutes < 5 || durationMinutes > 30 * minuteOfDays)
    return failed(invalid(['poll', 'durationMinutes'], 'A poll is open for 5 minutes to 30 days.'));
  return done({ choices, durationMinutes });
}

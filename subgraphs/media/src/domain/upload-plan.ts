import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { contentTypes, isContentType, maxBytes } from '../formats/content-types.ts';
import type { Kind, Purpose } from '../tables/index.ts';
import { altText } from './alt-text.ts';

/** What somebody says of bytes to come. */
interface Announced {
  readonly kind: Kind;
  readonly size: number;
  readonly contentType: string;
  readonly sha256: string;
  readonly purpose: Purpose;
  readonly alt: string | null | undefined;
}

/** The same, within its bounds. */
export interface UploadPlan extends Announced {
  readonly alt: string | null;
}

/** Checks an announcement: every bound that is broken is told. */
export function uploadPlan(announced: Announced): Outcome<UploadPlan> {
  const { kind, size, purpose } = announced;
  const contentType = announced.contentType.trim().toLowerCase();
  const sha256 = announced.sha256.toLowerCase();
  const problems: Failure[] = [];
  const types = Object.keys(contentTypes).filter(
    (type) => contentTypes[type as keyof typeof contentTypes] === kind,
  );
  if (!isContentType(contentType) || contentTypes[contentType] !== kind) {
    problems.push(invalid(['contentType'], `This must be one of ${types.join(', ')}.`));
  }
  if (!(size >= 1 && size <= maxBytes[kind])) {
    problems.push(invalid(['size'], `This must be from 1 to ${maxBytes[kind]} bytes.`));
  }
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    problems.push(invalid(['sha256'], 'This must be a SHA-256 in 64 hexadecimal digits.'));
  }
  if (purpose === 'AVATAR' && kind !== 'IMAGE')
    problems.push(invalid(['kind'], 'A picture must be an image.'));
  const alt = altText(announced.alt, ['alt']);
  if (!alt.ok) problems.push(...alt.failures);
  const [first, ...others] = problems;
  if (first || !alt.ok) return failed(first as Failure, ...others);
  return done({ kind, size, purpose, contentType, sha256, alt: alt.value });
}

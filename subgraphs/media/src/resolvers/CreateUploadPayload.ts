import type { Payload } from '@ursa/subgraph-kit';
import { incomingKey } from '../domain/keys.ts';
import type { CreateUploadPayloadResolvers } from '../generated/resolvers.ts';
import type { MediaRow } from '../tables/index.ts';

/** What `createUpload` answers before it is said where the bytes go. */
export type Created = Payload<'media', MediaRow>;

export const CreateUploadPayload: CreateUploadPayloadResolvers = {
  async upload({ media }, _, { services }) {
    if (media?.status !== 'UPLOADING') return null;
    const { id, contentType, size, sha256, expiresAt } = media;
    const expiresInMs = Math.max(0, expiresAt.getTime() - Date.now());
    const signed = await services.objects.presignPut(incomingKey(id), {
      contentType,
      size,
      sha256,
      expiresInMs,
    });
    const { url, headers } = signed ?? {
      url: services.urls.ofUpload(id, expiresAt),
      headers: { 'content-type': contentType },
    };
    const named = Object.entries(headers).map(([name, value]) => ({ name, value }));
    return { url, method: 'PUT', headers: named, expiresAt };
  },
};

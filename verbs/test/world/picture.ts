import sharp from 'sharp';
import { uploadPicture } from '../../demo/upload.ts';
import type { Person } from './person.ts';

let painted = 0;

/** A small picture of somebody, uploaded and ready to be shown: its id. No two are alike. */
export async function picture(person: Person, alt = 'A picture'): Promise<string> {
  painted += 1;
  const background = { r: painted % 256, g: (painted * 7) % 256, b: (painted * 31) % 256 };
  const bytes = await sharp({ create: { width: 96, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
  const ask = async (query: string, variables: object) => {
    const { data, errors } = await person.ask(query, variables);
    if (errors) throw new Error(`An upload was refused: ${JSON.stringify(errors)}`);
    return data;
  };
  return uploadPicture(ask, { bytes, contentType: 'image/png', alt });
}

import sharp from 'sharp';

const sky = `<linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#f6c667"/><stop offset="1" stop-color="#f2e3d5"/></linearGradient>`;

/** Pictures of the demo world: drawn here, so that nothing has to be fetched. */
const scenes = {
  mountains: `<defs>${sky}</defs><rect width="1200" height="800" fill="url(#sky)"/>
    <circle cx="880" cy="210" r="70" fill="#fff3d6"/>
    <path d="M0 620 260 300 430 480 640 220 900 560 1030 430 1200 600V800H0Z" fill="#7d8fa9"/>
    <path d="M640 220 590 285 640 270 690 290Z" fill="#fff"/>
    <path d="M0 690 220 540 480 690 760 560 1200 720V800H0Z" fill="#4f6b58"/>`,
  marmot: `<rect width="1200" height="800" fill="#b9d3e0"/><path d="M0 560Q600 430 1200 580V800H0Z" fill="#6f8f5a"/>
    <rect x="430" y="520" width="340" height="150" rx="18" fill="#9a9a96"/>
    <ellipse cx="600" cy="430" rx="120" ry="140" fill="#8a5a34"/><circle cx="600" cy="270" r="82" fill="#9c6a3f"/>
    <circle cx="568" cy="255" r="10" fill="#1d1410"/><circle cx="632" cy="255" r="10" fill="#1d1410"/>
    <ellipse cx="600" cy="292" rx="20" ry="13" fill="#3a2417"/><rect x="588" y="304" width="24" height="26" rx="5" fill="#fff"/>
    <circle cx="536" cy="210" r="22" fill="#7a4e2c"/><circle cx="664" cy="210" r="22" fill="#7a4e2c"/>`,
} as const;

export type Scene = keyof typeof scenes;

/** A picture of 1 200 × 800 pixels, as a JPEG file. */
export function paint(scene: Scene): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">${scenes[scene]}</svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 88 }).toBuffer();
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satori from 'satori';
import sharp from 'sharp';
import type { Preview } from './preview-pages.ts';
import { cutFonts } from './site-fonts.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 80;

let fonts: Promise<string> | undefined;

/** A page's picture as PNG. Its text is drawn as outlines of the site's own fonts, so it is the same on every machine. */
export async function drawPreview({ place, title, words }: Preview): Promise<Buffer> {
  fonts ??= cutFonts(process.cwd());
  const folder = await fonts;
  const mark = `data:image/svg+xml;base64,${readFileSync(join(process.cwd(), 'public/favicon.svg')).toString('base64')}`;
  const box = (style: object, ...children: unknown[]) => ({
    type: 'div',
    props: { style: { display: 'flex', ...style }, children },
  });
  const soft = { fontFamily: 'Sans', fontSize: 34, color: '#555b64' };
  const svg = await satori(
    box(
      {
        width: '100%',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
        background: '#fdfcfa',
      },
      box(
        { flexDirection: 'column', width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN, color: '#23262b' },
        box(
          { alignItems: 'center', gap: 20, fontFamily: 'Title', fontSize: 40 },
          { type: 'img', props: { src: mark, width: 64, height: 64 } },
          'Skip Two',
        ),
        box({ ...soft, marginTop: 'auto' }, place),
        box(
          {
            fontFamily: 'Title',
            fontSize: title.length > 60 ? 56 : 72,
            lineHeight: 1.12,
            margin: '12px 0 24px',
          },
          title,
        ),
        box({ ...soft, lineHeight: 1.4 }, words),
      ),
    ) as Parameters<typeof satori>[0],
    {
      width: WIDTH,
      height: HEIGHT,
      fonts: [
        { name: 'Title', data: readFileSync(join(folder, 'title.ttf')), weight: 600, style: 'normal' },
        { name: 'Sans', data: readFileSync(join(folder, 'sans.ttf')), weight: 400, style: 'normal' },
      ],
    },
  );
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64 }).toBuffer();
}

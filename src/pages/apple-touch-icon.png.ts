import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import sharp from 'sharp';

const SIZE = 180;

/** The mark on the light theme's ground, for home screens, which show no SVG. */
export const GET: APIRoute = async () => {
  const mark = await sharp(readFileSync('public/favicon.svg'), { density: 400 }).resize(132, 132).toBuffer();
  const icon = { width: SIZE, height: SIZE, channels: 3 as const, background: '#fdfcfa' };
  const png = await sharp({ create: icon })
    .composite([{ input: mark }])
    .png()
    .toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
};

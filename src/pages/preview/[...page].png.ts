import type { APIRoute } from 'astro';
import { drawPreview } from '../../components/draw-preview.ts';
import { type Preview, previews } from '../../components/preview-pages.ts';

/** The picture that a link to a page is shown with. */
export async function getStaticPaths() {
  return [...(await previews())].map(([page, preview]) => ({ params: { page }, props: { preview } }));
}

export const GET: APIRoute<{ preview: Preview }> = async ({ props }) =>
  new Response(new Uint8Array(await drawPreview(props.preview)), {
    headers: { 'Content-Type': 'image/png' },
  });

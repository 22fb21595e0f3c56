import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Svg } from './svg.ts';

export type Drawn =
  | { readonly is: 'png'; readonly png: Uint8Array }
  | { readonly is: 'failed'; readonly reason: string };

/** A phone's screen has three points for each of its pixels. */
const SHARPNESS = 1.5;

const FONTS: readonly string[] = ['Pretendard-Regular.otf', 'Pretendard-SemiBold.otf'].map((file) =>
  fileURLToPath(new URL(`fonts/${file}`, import.meta.url)),
);

/**
 * An SVG as PNG, in the type that Vigil ships and no other. Drawn by a thread of the library's, so
 * that the loop goes on. Never throws: the drawing library is optional, and so is every picture.
 */
export async function drawPng(svg: Svg): Promise<Drawn> {
  try {
    // Without them the library would draw everything but the letters.
    await Promise.all(FONTS.map((file) => access(file)));
    const { renderAsync } = await import('@resvg/resvg-js');
    const font = { fontFiles: [...FONTS], loadSystemFonts: false, defaultFontFamily: 'Pretendard' };
    const fitTo = { mode: 'zoom', value: SHARPNESS } as const;
    const image = await renderAsync(svg, { font, fitTo });
    return { is: 'png', png: image.asPng() };
  } catch (fault) {
    return { is: 'failed', reason: fault instanceof Error ? fault.message : String(fault) };
  }
}

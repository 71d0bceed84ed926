import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** Inter 4.001 (SIL Open Font License, see OFL.txt), regular and semi-bold, with the Latin characters alone. */
const FONTS = join(import.meta.dirname, 'fonts');

/** An SVG as a picture at twice its size, with our own font: the same on every machine, and there without any. */
export const pngOf = (svg: string): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      loadSystemFonts: false,
      fontFiles: ['inter-400.ttf', 'inter-600.ttf'].map((file) => join(FONTS, file)),
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
  })
    .render()
    .asPng();

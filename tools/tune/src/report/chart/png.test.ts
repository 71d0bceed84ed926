import { Resvg } from '@resvg/resvg-js';
import { chartOfRun } from '../run-chart.ts';
import { RUNS } from '../testing/runs.ts';
import { WIDTH } from './frame.ts';
import { pngOf } from './png.ts';
import { chartSvg } from './svg.ts';

/** Width and height as a PNG's header has them. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** The picture's pixels, decoded by putting it into another one. */
function pixelsOf(png: Buffer): { pixels: Buffer; width: number } {
  const { width, height } = sizeOf(png);
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`;
  return { pixels: new Resvg(svg).render().pixels, width };
}

/** How many pixels of an area are dark. */
function ink(png: Buffer, area: { x: number; y: number; width: number; height: number }): number {
  const { pixels, width } = pixelsOf(png);
  let dark = 0;
  for (let y = area.y; y < area.y + area.height; y += 1) {
    for (let x = area.x; x < area.x + area.width; x += 1) {
      if (pixels[(y * width + x) * 4]! < 128) dark += 1;
    }
  }
  return dark;
}

describe('pngOf', () => {
  const svg = chartSvg(chartOfRun(RUNS['six sizes']!));
  const png = pngOf(svg);

  it('is the picture at twice its size', () => {
    const [, height] = /height="(\d+)"/.exec(svg)!;
    expect(sizeOf(png)).toEqual({ width: WIDTH * 2, height: Number(height) * 2 });
  });

  it('has text, with no font but ours', () => {
    const title = { x: 40, y: 30, width: 500, height: 40 };
    expect(ink(png, title)).toBeGreaterThan(1000);
    expect(ink(pngOf(svg.replace(/<text.*?<\/text>/g, '')), title)).toBe(0);
  });

  it('is the same each time', () => {
    expect(pngOf(svg).equals(png)).toBe(true);
  });
});

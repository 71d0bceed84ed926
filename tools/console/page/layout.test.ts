import { pipelineOf } from '../src/model/pipeline.ts';
import { aDeployment } from '../src/testing/a-deployment.ts';
import { layoutOf } from './layout.js';

describe.each([
  ['side by side', false, 1300, 400],
  ['below each other', true, 360, 1000],
])('layoutOf, %s', (_name, isUpright, mostWidth, mostHeight) => {
  const pipeline = pipelineOf(aDeployment());
  const { boxes, width, height } = layoutOf(pipeline, isUpright);

  it('places every node in the picture, and none over another', () => {
    const all = pipeline.nodes.map(({ id }) => boxes.get(id)!);
    for (const box of all) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const overlapping = all.filter(
        (other) =>
          other.x < box.x + box.width &&
          box.x < other.x + other.width &&
          other.y < box.y + box.height &&
          box.y < other.y + other.height,
      );
      expect(overlapping).toEqual([box]);
    }
    expect(width).toBeLessThanOrEqual(mostWidth);
    expect(height).toBeLessThanOrEqual(mostHeight);
  });

  it('leads from the client on', () => {
    const along = isUpright ? 'y' : 'x';
    for (const { from, to } of pipeline.edges)
      expect(boxes.get(from)![along]).toBeLessThan(boxes.get(to)![along]);
  });
});

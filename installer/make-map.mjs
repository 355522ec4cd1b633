#!/usr/bin/env node
// Draws extension/report/land.js, the outline of the land, from Natural Earth's public domain data as the npm package
// world-atlas carries it. Needed once, not at every build:
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && node installer/make-map.mjs package/land-110m.json

import fs from "node:fs";
import path from "node:path";

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
const { arcs, objects, transform } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const SMALLEST = 3; // square degrees, so that the picture stays small

/** TopoJSON keeps each line as differences of whole numbers. @param {number} index negative: backwards */
function points(index) {
  let [x, y] = [0, 0];
  const line = arcs[index < 0 ? ~index : index].map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
  return index < 0 ? line.reverse() : line;
}

/** @param {number[][]} ring */
function area(ring) {
  return Math.abs(ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0) / 2);
}

const rings = objects.land.geometries
  .flatMap(({ type, arcs: shape }) => (type === "Polygon" ? [shape] : shape))
  .flat()
  .map((ring) => ring.flatMap((index, i) => points(index).slice(i === 0 ? 0 : 1)))
  .filter((ring) => area(ring) >= SMALLEST);

// Two units for a degree: longitude -180..180 becomes 0..720, latitude 90..-90 becomes 0..360.
const drawn = rings.map((ring) => {
  let line = "";
  let before = [NaN, NaN];
  for (const corner of ring.map(([east, north]) => [Math.round((east + 180) * 2), Math.round((90 - north) * 2)])) {
    const over = Math.abs(corner[0] - before[0]) > 360; // over the edge of the map: no line across all of it
    if (corner[0] !== before[0] || corner[1] !== before[1]) {
      line += `${line === "" || over ? "M" : "L"}${corner}`;
    }
    before = corner;
  }
  return `${line}Z`;
});

fs.writeFileSync(
  path.join(root, "extension", "report", "land.js"),
  `// The land, 720 by 360 units, equirectangular. Made by installer/make-map.mjs from Natural Earth's 1:110m land (public
// domain, naturalearthdata.com), by way of world-atlas 2.0.2.
export const LAND =\n${drawn.map((part) => `  "${part}"`).join(" +\n")};\n`,
);

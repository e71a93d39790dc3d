// Draws the process into docs/process, one picture a plane: `npm ci && npm run draw`. With `check` it draws nothing and
// fails when a picture is older than the model or was changed by hand, a plane holds too many nodes or is too large to be
// read, lines meet, or something lies on a text or under one of Cockpit's numbers. Needs Chromium ($CHROMIUM or one of
// `browsers`) with a font that is as wide as Arial (Debian: fonts-liberation).
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { readPlane } from './plane.mjs';

const MOST_NODES = 25;
// The width at which GitHub shows a page: a picture that is wider is drawn smaller there. The overview is to keep its size.
const PAGE_WIDTH = 830;
const SMALLEST_ON_A_PAGE = 9;
// What Cockpit leaves to the diagram in a window of 1280 by 800 pixels, as measured in CockpitIT's pictures: it shrinks a plane
// until it fits. Texts of 8 pixels are the smallest that are read there without zooming; at 7 and less, letters run together.
const COCKPIT = { width: 940, height: 340 };
const SMALLEST_IN_COCKPIT = 8;
const { resolve } = createRequire(import.meta.url);
const bpmnJs = JSON.parse(readFileSync(resolve('bpmn-js/package.json'), 'utf8')).version;
const model = readFileSync(new URL('../bpmn/eseal-lifecycle.bpmn', import.meta.url), 'utf8');
const folder = new URL('../docs/process/', import.meta.url);
const check = process.argv[2] === 'check';

const browser = await chromium.launch({
  executablePath: chromiumHere(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
let planes;
try {
  planes = await readPlanes(await browser.newPage({ viewport: { width: 1600, height: 900 } }));
} finally {
  await browser.close();
}

const inCockpit = ({ width, height, label }) => label * Math.min(1, COCKPIT.width / width, COCKPIT.height / height);
const onPage = ({ width, label }) => label * Math.min(1, PAGE_WIDTH / width);
const tooSmall = ({ file, width, height }, size, smallest, where) =>
  size < smallest
    ? [`${file}: ${width} by ${height} pixels, labels of ${size.toFixed(2)} pixels ${where}, at least ${smallest} can be read`]
    : [];
const faults = planes.flatMap((plane) => [
  ...(plane.nodes > MOST_NODES ? [`${plane.file}: ${plane.nodes} nodes, at most ${MOST_NODES} can be read`] : []),
  ...tooSmall(plane, inCockpit(plane), SMALLEST_IN_COCKPIT, 'in Cockpit'),
  ...tooSmall(plane, onPage(plane), plane.file === 'overview.svg' ? plane.label : SMALLEST_ON_A_PAGE, 'on a page'),
  ...plane.collisions.map((collision) => `${plane.file}: ${collision}`),
]);
if (check) {
  const drawn = readFolder();
  for (const { file, facts } of planes) {
    if (!drawn.has(file)) faults.push(`docs/process/${file} is missing: npm run draw`);
    else if (!drawn.get(file).includes(stamp(facts))) faults.push(`docs/process/${file} is older than the model: npm run draw`);
    else if (!isAsDrawn(drawn.get(file))) faults.push(`docs/process/${file} was changed by hand: npm run draw`);
    drawn.delete(file);
  }
  for (const file of drawn.keys()) faults.push(`docs/process/${file} shows a plane that the model does not have: npm run draw`);
} else {
  mkdirSync(folder, { recursive: true });
  for (const file of readFolder().keys()) rmSync(new URL(file, folder));
  for (const { file, svg, facts } of planes) writeFileSync(new URL(file, folder), picture(svg, facts));
}
for (const plane of planes)
  console.log(
    `${plane.file.padEnd(18)} ${String(plane.nodes).padStart(2)} nodes, ${plane.width} x ${plane.height},`,
    `labels of ${inCockpit(plane).toFixed(1)} pixels in Cockpit, ${onPage(plane).toFixed(1)} on a page`,
  );
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);

async function readPlanes(page) {
  await page.setContent('<div id="canvas" style="width:100vw;height:100vh"></div>');
  await page.addScriptTag({ path: resolve('bpmn-js/dist/bpmn-viewer.production.min.js') });
  const diagrams = await page.evaluate(async (xml) => {
    window.viewer = new window.BpmnJS({ container: '#canvas' });
    const { warnings } = await window.viewer.importXML(xml);
    if (warnings.length) throw new Error(warnings.map((w) => w.message).join('; '));
    return window.viewer.getDefinitions().diagrams.map((diagram) => diagram.id);
  }, model);
  const read = [];
  for (const diagram of diagrams) {
    const plane = await page.evaluate(readPlane, diagram);
    read.push({ ...plane, file: `${plane.of.replace(/^sub_/, '').replaceAll('_', '-').replace('eseal-lifecycle', 'overview')}.svg` });
  }
  return read;
}

function readFolder() {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.svg'));
    return new Map(files.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
  } catch (e) {
    if (e.code === 'ENOENT') return new Map();
    throw e;
  }
}

function chromiumHere() {
  const usual = readFileSync(new URL('browsers', import.meta.url), 'utf8').trim().split('\n');
  const found = [process.env.CHROMIUM, ...usual].filter(Boolean).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`Needs Chromium: $CHROMIUM or one of ${usual.join(', ')}`);
  return found;
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** What the picture was made from, without what depends on the fonts of the machine that drew it. */
function stamp(facts) {
  return `<!-- bpmn-js ${bpmnJs}, model ${hash(facts)} -->`;
}

/** Ends a picture: says what it contained when it was drawn. */
function seal(picture) {
  return `<!-- drawn ${hash(picture)} -->\n`;
}

function isAsDrawn(file) {
  const end = file.lastIndexOf('<!-- drawn ');
  return end >= 0 && file.slice(end) === seal(file.slice(0, end));
}

function picture(svg, facts) {
  const markers = new Map();
  const drawn = svg
    .replace(/<!--[\s\S]*?-->\s*/g, '')
    // The viewer makes up names for its arrow heads: the same picture twice is to be the same file.
    .replace(/\b(marker-)[a-z0-9]{10,}\b/g, (name) => markers.get(name) ?? markers.set(name, `marker-${markers.size}`).get(name))
    // White behind it: the drawing is read on dark pages too.
    .replace('<svg ', `${stamp(facts)}\n<svg style="background:#fff" `);
  const whole = drawn.endsWith('\n') ? drawn : `${drawn}\n`;
  return whole + seal(whole);
}

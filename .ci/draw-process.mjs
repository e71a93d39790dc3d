// Draws the process into docs/process, one picture a plane: `npm ci && npm run draw`. With `check` it draws nothing and
// fails when a picture is older than the model or was changed by hand, a plane holds too many nodes, lines meet, or something
// lies on a text or under one of Cockpit's numbers. Needs Chromium ($CHROMIUM or one of `browsers`) with a font that is as wide as Arial (Debian: fonts-liberation).
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { readPlane } from './plane.mjs';

const MOST_NODES = 25;
// The width at which GitHub shows the overview in the README: wider, its texts would be smaller than 11 pixels.
const README_WIDTH = 830;
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

const faults = planes.flatMap(({ file, nodes, width, collisions }) => [
  ...(nodes > MOST_NODES ? [`${file}: ${nodes} nodes, at most ${MOST_NODES} can be read`] : []),
  ...(file === 'overview.svg' && width > README_WIDTH ? [`${file}: ${width} pixels wide, the README shows ${README_WIDTH}`] : []),
  ...collisions.map((collision) => `${file}: ${collision}`),
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
for (const { file, nodes } of planes) console.log(`${file.padEnd(22)} ${nodes} nodes`);
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

// Draws the process into docs/process, one picture a plane: `npm ci && npm run draw`. With `check` it draws nothing and
// fails when a picture is older than the model, a plane holds too many nodes, or a text lies on a line or another text.
// Needs Chromium ($CHROMIUM or /usr/bin/chromium) with a font that is as wide as Arial (Debian: fonts-liberation).
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { readPlane } from './plane.mjs';

const MOST_NODES = 25;
const { resolve } = createRequire(import.meta.url);
const bpmnJs = JSON.parse(readFileSync(resolve('bpmn-js/package.json'), 'utf8')).version;
const model = readFileSync(new URL('../bpmn/eseal-lifecycle.bpmn', import.meta.url), 'utf8');
const folder = new URL('../docs/process/', import.meta.url);
const check = process.argv[2] === 'check';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
let planes;
try {
  planes = await readPlanes(await browser.newPage({ viewport: { width: 1600, height: 900 } }));
} finally {
  await browser.close();
}

const faults = planes.flatMap(({ file, nodes, collisions }) => [
  ...(nodes > MOST_NODES ? [`${file}: ${nodes} nodes, at most ${MOST_NODES} can be read`] : []),
  ...collisions.map((collision) => `${file}: ${collision}`),
]);
if (check) {
  const drawn = readFolder();
  for (const { file, facts } of planes) {
    if (!drawn.has(file)) faults.push(`docs/process/${file} is missing: npm run draw`);
    else if (!drawn.get(file).includes(stamp(facts))) faults.push(`docs/process/${file} is older than the model: npm run draw`);
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

/** What the picture was made from, without what depends on the fonts of the machine that drew it. */
function stamp(facts) {
  return `<!-- bpmn-js ${bpmnJs}, model ${createHash('sha256').update(facts).digest('hex')} -->`;
}

function picture(svg, facts) {
  const markers = new Map();
  return svg
    .replace(/<!--[\s\S]*?-->\s*/g, '')
    // The viewer makes up names for its arrow heads: the same picture twice is to be the same file.
    .replace(/\b(marker-)[a-z0-9]{10,}\b/g, (name) => markers.get(name) ?? markers.set(name, `marker-${markers.size}`).get(name))
    // White behind it: the drawing is read on dark pages too.
    .replace('<svg ', `${stamp(facts)}\n<svg style="background:#fff" `);
}

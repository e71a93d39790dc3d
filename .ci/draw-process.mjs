// Draws the process into docs/ for the README: `npm ci && npm run draw`. Needs Chromium ($CHROMIUM or /usr/bin/chromium).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const { resolve } = createRequire(import.meta.url);
const model = readFileSync(new URL('../bpmn/eseal-lifecycle.bpmn', import.meta.url), 'utf8');
// Left edge and width of each part, in the model's own units: the whole is too wide for a page.
const parts = {
  'process-1-request-approval-provisioning': [60, 2020],
  'process-2-payment-order': [2030, 1440],
  'process-3-tracking': [3430, 1440],
  'process-4-delivery-service': [4870, 2230],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
await page.setContent('<div id="canvas" style="width:100vw;height:100vh"></div>');
await page.addScriptTag({ path: resolve('bpmn-js/dist/bpmn-viewer.production.min.js') });
const svg = await page.evaluate(async (xml) => {
  const viewer = new window.BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  if (warnings.length) throw new Error(warnings.map((w) => w.message).join('; '));
  return (await viewer.saveSVG()).svg;
}, model);

const docs = new URL('../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });
const [, left, top, width, height] = svg.match(/viewBox="(\S+) (\S+) (\S+) (\S+)"/).map(Number);
// White behind it: the drawing is read on dark pages too.
writeFileSync(new URL('process.svg', docs), svg.replace(/<!--[\s\S]*?-->\s*/g, '').replace('<svg ', '<svg style="background:#fff" '));
await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
await page.setContent(`<body style="margin:0">${svg.slice(svg.indexOf('<svg'))}`);
for (const [name, [x, w]] of Object.entries(parts)) {
  await page.screenshot({ path: new URL(`${name}.png`, docs).pathname, clip: { x: x - left, y: 0, width: Math.min(w, left + width - x), height } });
}
await browser.close();

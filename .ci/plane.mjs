/**
 * Runs in the page, on the viewer that shows the model: opens one plane and tells what is drawn on it.
 *
 * @returns {Promise<{of: string, svg: string, nodes: number, width: number, height: number, label: number, facts: string,
 *   collisions: string[]}>} `label` is the size of the smallest text; `facts` is what the model says of the plane, the same
 *   on every machine; `collisions` are the texts, lines and events that lie where they cannot be read
 */
export async function readPlane(diagramId) {
  const TOLERANCE = 1.5; // pixels, for fonts that are a little wider than Arial
  const viewer = window.viewer;
  const diagram = viewer.getDefinitions().diagrams.find(({ id }) => id === diagramId);
  await viewer.open(diagram);
  const { svg } = await viewer.saveSVG();
  const registry = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const root = canvas.getRootElement();
  const elements = registry.filter((element) => element !== root && canvas.findRoot(element) === root);
  const isLabel = (element) => element.type === 'label';
  const shapes = elements.filter((element) => !element.waypoints && !isLabel(element));
  const flows = elements.filter((element) => element.waypoints);

  const bounds = ({ x, y, width, height }) => [x, y, width, height];
  const facts = diagram.plane.planeElement.map((di) => [
    di.bpmnElement.$type,
    di.bpmnElement.id,
    di.bpmnElement.name,
    di.isExpanded,
    di.bpmnElement.cancelActivity,
    di.bpmnElement.loopCharacteristics?.$type,
    (di.bpmnElement.eventDefinitions ?? []).map(({ $type }) => $type),
    di.bpmnElement.default?.id,
    !!di.bpmnElement.conditionExpression,
    di.bounds && bounds(di.bounds),
    (di.waypoint ?? []).map(({ x, y }) => [x, y]),
    di.label?.bounds && bounds(di.label.bounds),
  ]);

  // Each line of each text by itself: a box around both lines of a label is larger than what is read.
  const texts = elements.flatMap((element) => {
    const gfx = registry.getGraphics(element).querySelector(':scope > .djs-visual');
    return [...gfx.querySelectorAll('tspan')]
      .filter((line) => line.textContent.trim())
      .map((line) => {
        const { x, y, width, height } = line.getBBox();
        return {
          element,
          said: line.textContent.trim(),
          size: parseFloat(getComputedStyle(line).fontSize),
          width,
          left: element.x + x + TOLERANCE,
          // Without the blank at which the text was broken.
          right: element.x + x + line.getSubStringLength(0, line.textContent.trimEnd().length) - TOLERANCE,
          top: element.y + y + TOLERANCE,
          bottom: element.y + y + height - TOLERANCE,
        };
      });
  });
  const of = (text) => text.element.labelTarget ?? text.element;
  const say = (text) => `"${text.said}" of ${of(text).id}`;
  const box = ({ x, y, width, height }) => ({ left: x, right: x + width, top: y, bottom: y + height });
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const within = (a, b) => a.left > b.left && a.right < b.right && a.top > b.top && a.bottom < b.bottom;
  const onSegment = (text, a, b) =>
    overlap(text, {
      left: Math.min(a.x, b.x) - 0.5,
      right: Math.max(a.x, b.x) + 0.5,
      top: Math.min(a.y, b.y) - 0.5,
      bottom: Math.max(a.y, b.y) + 0.5,
    });
  const onLine = (text, points) => points.slice(1).some((point, i) => onSegment(text, points[i], point));
  // Lines are upright or level: two of them meet where their boxes touch, and may do so where they begin or end alone.
  const segments = (points) => points.slice(1).map((point, i) => [points[i], point]);
  const span = ([a, b]) => ({
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  });
  const meet = (one, two) =>
    segments(one).some((a) =>
      segments(two).some((b) => {
        const [s, t] = [span(a), span(b)];
        const width = Math.min(s.right, t.right) - Math.max(s.left, t.left);
        const height = Math.min(s.bottom, t.bottom) - Math.max(s.top, t.top);
        if (width < 0 || height < 0) return false;
        const ends = [one[0], one.at(-1)].some((p) => [two[0], two.at(-1)].some((q) => p.x === q.x && p.y === q.y));
        return width > 0 || height > 0 || !ends;
      }),
    );
  const isFrame = (shape) => shape.children?.some((child) => !isLabel(child));
  const onShape = (text, shape) => {
    const outline = box(shape);
    if (!overlap(text, outline)) return false;
    if (isFrame(shape) || text.element === shape) return !within(text, outline);
    if (!shape.type.endsWith('Gateway') && !shape.type.endsWith('Event')) return true;
    // The corners of a diamond's or a circle's box are empty.
    const x = Math.max(text.left, Math.min(shape.x + shape.width / 2, text.right)) - shape.x - shape.width / 2;
    const y = Math.max(text.top, Math.min(shape.y + shape.height / 2, text.bottom)) - shape.y - shape.height / 2;
    return shape.type.endsWith('Gateway')
      ? Math.abs(x) + Math.abs(y) < shape.width / 2
      : Math.hypot(x, y) < shape.width / 2;
  };

  // Cockpit's viewer breaks labels at this width whatever the model says; what breaks elsewhere lies elsewhere there.
  const COCKPITS_WIDTH = 90;
  const breaksOtherwise = (label) => {
    const widths = texts.filter(({ element }) => element === label).map(({ width }) => width);
    const whole = widths.reduce((sum, width) => sum + width, 0);
    return widths.some((width) => width > COCKPITS_WIDTH) || (widths.length > 1 && whole < COCKPITS_WIDTH - 5);
  };
  // There the numbers of waiting steps and of incidents stand at the lower left corner of an element.
  const badges = ({ x, y, height }) => box({ x: x - 10, y: y + height - 17, width: 52, height: 21 });
  const waits = ({ type }) => /Task$|SubProcess$/.test(type);
  // There the button that opens a plane stands below the right corner of its box.
  const onButton = (text, shape) =>
    shape.collapsed && overlap(text, box({ x: shape.x + shape.width - 20, y: shape.y + shape.height, width: 32, height: 34 }));

  const collisions = elements
    .filter((element) => isLabel(element) && breaksOtherwise(element))
    .map((label) => `the label of ${label.labelTarget.id} breaks otherwise in Cockpit: at ${COCKPITS_WIDTH} pixels`);
  for (const shape of shapes.filter(waits)) {
    for (const other of shapes)
      if (other.type === 'bpmn:BoundaryEvent' && overlap(box(other), badges(shape)))
        collisions.push(`${other.id} lies under Cockpit's numbers of ${shape.id}`);
      else if (other.type === 'bpmn:BoundaryEvent' && onButton(box(other), shape))
        collisions.push(`${other.id} lies on the button of ${shape.id}`);
  }
  flows.forEach((flow, i) => {
    for (const other of flows.slice(i + 1)) if (meet(flow.waypoints, other.waypoints)) collisions.push(`${flow.id} meets ${other.id}`);
  });
  texts.forEach((text, i) => {
    for (const flow of flows) if (onLine(text, flow.waypoints)) collisions.push(`${say(text)} lies on ${flow.id}`);
    for (const shape of shapes) if (onShape(text, shape)) collisions.push(`${say(text)} lies on ${shape.id}`);
    for (const shape of shapes.filter(waits))
      if (text.element !== shape && overlap(text, badges(shape)))
        collisions.push(`${say(text)} lies under Cockpit's numbers of ${shape.id}`);
    for (const shape of shapes) if (onButton(text, shape)) collisions.push(`${say(text)} lies on the button of ${shape.id}`);
    for (const other of texts.slice(i + 1)) if (overlap(text, other)) collisions.push(`${say(text)} lies on ${say(other)}`);
  });
  const MARGIN = 5; // around a picture
  const drawn = elements.flatMap((element) =>
    element.waypoints ? element.waypoints.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })) : [box(element)],
  );
  const from = (side) => Math.min(...drawn.map((one) => one[side]));
  const to = (side) => Math.max(...drawn.map((one) => one[side]));
  const width = to('right') - from('left') + 2 * MARGIN;
  const height = to('bottom') - from('top') + 2 * MARGIN;
  const label = Math.min(...texts.map((text) => text.size));
  return { of: diagram.plane.bpmnElement.id, svg, nodes: shapes.length, width, height, label, facts: JSON.stringify(facts), collisions };
}

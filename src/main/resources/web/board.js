/** Lines and the pointer over the picture. Places are shares of the picture, so that they fit every screen. */
import { h } from './dom.js';
import { localNow } from './servertime.js';

const POINTER_MS = 4000;
/** Closer points than this make no difference on any screen. */
const NEAR = 0.0025;
const SEND_MS = 60;

export const COLOURS = { '#e5484d': '红', '#ffd60a': '黄', '#30a46c': '绿', '#0a84ff': '蓝' };
/** Width of a line, in thousandths of the picture's. */
const WIDTH = 5;
/** A line that goes on and on is cut into several. */
const MOST_POINTS = 900;

export function createBoard() {
  const canvas = h('canvas', { class: 'board', 'aria-hidden': 'true', 'data-testid': 'board' });
  const dot = h('div', { class: 'pointer-dot', hidden: true, 'data-testid': 'pointer' });
  const pen = canvas.getContext('2d');
  const strokes = new Map();
  let hiding = 0;

  function line({ colour, width, points }) {
    pen.strokeStyle = colour;
    pen.lineWidth = Math.max(2, (width / 1000) * canvas.width);
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.beginPath();
    points.forEach(([x, y], index) => pen[index ? 'lineTo' : 'moveTo'](x * canvas.width, y * canvas.height));
    if (points.length === 1) pen.lineTo(points[0][0] * canvas.width + 0.1, points[0][1] * canvas.height);
    pen.stroke();
  }

  function draw() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    strokes.forEach(line);
    canvas.dataset.strokes = String(strokes.size);
  }

  new ResizeObserver(() => {
    const { width, height } = canvas.getBoundingClientRect();
    const scale = Math.min(devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    draw();
  }).observe(canvas);

  return {
    canvas,
    dot,
    /** Adds a line, or takes the place of the one with the same id. */
    put(stroke) {
      strokes.set(stroke.id, stroke);
      draw();
    },
    clear() {
      strokes.clear();
      draw();
    },
    point({ x, y }) {
      dot.style.left = `${x * 100}%`;
      dot.style.top = `${y * 100}%`;
      dot.hidden = false;
      clearTimeout(hiding);
      hiding = setTimeout(() => { dot.hidden = true; }, POINTER_MS);
    },
  };
}

/** Drawing and pointing by hand on a board: `tool()` is pointer, pen or nothing; tells `pointed({x, y})` and `drawn(stroke)`. */
export function drawOn(board, { tool, colour, pointed, drawn }) {
  const { canvas } = board;
  let stroke = null;
  let told = 0;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const share = (value) => Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000;
    return [share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height)];
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (tool() !== 'pen' || event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = { id: crypto.randomUUID(), colour: colour(), width: WIDTH, points: [place(event)] };
    board.put(stroke);
  });
  canvas.addEventListener('pointermove', (event) => {
    const [x, y] = place(event);
    if (stroke) {
      const [lastX, lastY] = stroke.points.at(-1);
      if (Math.hypot(x - lastX, y - lastY) > NEAR) {
        stroke.points.push([x, y]);
        board.put(stroke);
        if (stroke.points.length >= MOST_POINTS) {
          drawn(stroke);
          stroke = { ...stroke, id: crypto.randomUUID(), points: [[x, y]] };
        }
      }
    }
    if (tool() && localNow() - told > SEND_MS) {
      told = localNow();
      if (tool() === 'pointer') board.point({ x, y });
      pointed({ x, y });
    }
  });
  const end = () => {
    if (stroke) drawn(stroke);
    stroke = null;
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
}

// A drawing of how a measure grows with the number of users, both axes logarithmic.
const WIDTH = 640;
const HEIGHT = 340;
const FRAME = { left: 76, right: 160, top: 34, bottom: 44 };
const COLOURS = ["#0b7a6c", "#3aa394", "#b3261e", "#8f5200", "#1559a8", "#7a4fb0", "#59626d", "#b0568a"];
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "", "6 3", "2 3", "8 3 2 3"];

const scale = (from, to, low, high) => (value) =>
  low + ((Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))) * (high - low);

const powers = (from, to) => {
  const list = [];
  for (let power = Math.ceil(Math.log10(from)); power <= Math.log10(to); power++) list.push(10 ** power);
  return list;
};

/** The next power of ten below, and the next above. */
const around = (numbers) => [10 ** Math.floor(Math.log10(Math.min(...numbers))), 10 ** Math.ceil(Math.log10(Math.max(...numbers)))];

/** `lines` are `{ name, points: [[x, y], ...] }`; values below `floor` are drawn at it. */
export function plot({ title, unit, floor, lines }) {
  const at = (y) => Math.max(y, floor);
  const [xs, ys] = [0, 1].map((axis) => lines.flatMap(({ points }) => points.map((point) => (axis ? at(point[1]) : point[0]))));
  const [[x0, x1], [y0, y1]] = [around(xs), around(ys)];
  const x = scale(x0, x1, FRAME.left, WIDTH - FRAME.right);
  const y = scale(y0, y1, HEIGHT - FRAME.bottom, FRAME.top);
  const grid = [
    ...powers(x0, x1).map((value) => `<line class="grid" x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${FRAME.top}" y2="${HEIGHT - FRAME.bottom}"/>
      <text x="${x(value).toFixed(1)}" y="${HEIGHT - FRAME.bottom + 18}" text-anchor="middle">${value.toLocaleString("en").replaceAll(",", " ")}</text>`),
    ...powers(y0, y1).map((value) => `<line class="grid" x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>
      <text x="${FRAME.left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value.toLocaleString("en").replaceAll(",", " ")} ${unit}</text>`),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
    <title>${title}</title>
    <style>
      text { font: 12px system-ui, sans-serif; fill: #59626d; }
      .title { font-weight: 600; }
      .grid { stroke: #9aa6b2; stroke-opacity: 0.35; }
      .line { fill: none; stroke-width: 2; }
      @media (prefers-color-scheme: dark) { text { fill: #b3bcc6; } }
    </style>
    <text class="title" x="${FRAME.left}" y="18">${title}</text>
    ${grid.join("\n    ")}
    <text x="${(FRAME.left + WIDTH - FRAME.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">users</text>
    ${apart(lines.map((line, index) => drawn(line, index, x, (value) => y(at(value))))).join("\n    ")}
  </svg>\n`;
}

function drawn({ name, points }, index, x, y) {
  const [colour, dash] = [COLOURS[index % COLOURS.length], DASHES[index % DASHES.length]];
  const path = points.map(([users, value]) => `${x(users).toFixed(1)} ${y(value).toFixed(1)}`).join(" L");
  const [[lastX, lastY]] = points.slice(-1);
  const markers = points.map(([users, value]) => `<circle cx="${x(users).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.5" fill="${colour}"/>`).join("");
  return { name, colour, label: y(lastY), end: x(lastX), line: `<path class="line" d="M${path}" stroke="${colour}" stroke-dasharray="${dash}"/>${markers}` };
}

/** The names beside the ends of the lines, moved apart until they can be read. */
function apart(lines) {
  let free = -Infinity;
  return [...lines].sort((a, b) => a.label - b.label).map(({ name, colour, label, end, line }) => {
    const y = Math.max(label, free);
    free = y + 15;
    return `${line}<line x1="${end.toFixed(1)}" y1="${label.toFixed(1)}" x2="${WIDTH - FRAME.right + 6}" y2="${y.toFixed(1)}" stroke="${colour}" stroke-opacity="0.5"/>
      <text x="${WIDTH - FRAME.right + 9}" y="${(y + 4).toFixed(1)}" style="fill: ${colour}">${name}</text>`;
  });
}

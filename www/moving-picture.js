// A picture that plays by itself where no script may run: SVG with an animation in its style sheet. It shows the run once, stands still
// for a moment, and begins again. For readers who prefer reduced motion it is the finished picture.

/** In seconds: how long it plays at least and at most, however long the run took, and how long it stands still then. */
const [SHORTEST, LONGEST, PAUSE] = [4, 20, 3];

/** The last picture of a film. */
export function stillPicture(film, css) {
  const clip = `<clipPath id="all"><rect width="${film.cut}" height="${film.height}"/></clipPath>`;
  return svg(film, css, [...film.frames.at(-1).shapes, clip, `<g clip-path="url(#all)">`, ...film.past, "</g>"]);
}

/**
 * The moving picture of a film, which is:
 * `frames`, the shapes that are drawn whole at each `time` at which they change, in seconds;
 * `past`, those that are cut off at the time that is shown; all shapes are the text of SVG elements;
 * `start` and `finish`, where that time is at the beginning and at the `end`, `cut`, where the past is cut off at the end, and `axis`, how
 * far down the line of the time goes;
 * `textures`, the text of their definitions; `width` and `height`; `speed`; and `label`, which describes the picture.
 */
export function movingPicture(film, css) {
  const { width, height, start, finish, cut, axis, end, speed, frames, past } = film;
  const play = Math.min(Math.max(end / speed, SHORTEST), LONGEST);
  const percent = (time) => ((end ? time / end : 1) * play * 100) / (play + PAUSE);
  const [rules, present] = appearing(frames, percent);
  const timing = `${(play + PAUSE).toFixed(2)}s infinite`;
  const move = (name, from, to, last) => {
    const at = (x) => `transform:translateX(${x.toFixed(2)}px)`;
    rules.push(
      `@keyframes ${name}{0%{${at(from)}}${percent(end).toFixed(3)}%{${at(to)}}${(percent(end) + 0.001).toFixed(3)}%,to{${at(last)}}}`,
      `.${name}{${at(last)};animation:${name} ${timing} linear}`,
    );
  };
  move("cut", start - width, finish - width, cut - width);
  move("uncut", width - start, width - finish, width - cut);
  move("now", start, finish, finish);
  rules.push(`.at{animation-duration:${timing.split(" ")[0]};animation-iteration-count:infinite;animation-timing-function:step-end}`);
  rules.push("@media (prefers-reduced-motion:reduce){*{animation:none!important}}");
  return svg(film, css + rules.join(""), [
    `<path class="now needle-line" d="M0 0V${axis}"/>`,
    ...present,
    `<clipPath id="all"><rect width="${width}" height="${height}"/></clipPath><g class="cut" clip-path="url(#all)"><g class="uncut">${past.join("")}</g></g>`,
    `<circle class="now handle" cy="${axis}" r="5.4"/>`,
  ]);
}

/** The rules by which shapes appear and disappear, and the shapes. Those that appear at the same times share a rule. */
function appearing(frames, percent) {
  const [rules, names] = [[], new Map()];
  const shapes = [...spansOf(frames)].map(([shape, spans]) => {
    const last = frames.at(-1).time;
    if (spans.length === 1 && spans[0][0] === frames[0].time && spans[0][1] === Infinity) return shape;
    const key = spans.join();
    if (!names.has(key)) {
      names.set(key, `at${names.size}`);
      const steps = spans.flatMap(([from, until]) => [[from, "visible"], ...(until <= last ? [[until, "hidden"]] : [])]);
      const hidden = steps[0][0] > 0 ? "0%{visibility:hidden}" : "";
      const at = ([time, visibility]) => `${percent(time).toFixed(3)}%{visibility:${visibility}}`;
      rules.push(`@keyframes ${names.get(key)}{${hidden}${steps.map(at).join("")}}.${names.get(key)}{visibility:${steps.at(-1)[1]};animation-name:${names.get(key)}}`);
    }
    return shape.replace('class="', `class="at ${names.get(key)} `);
  });
  return [rules, shapes];
}

/** When each shape is there: from which time until before which. In the order in which they lie one on another. */
function spansOf(frames) {
  const spans = new Map();
  for (const [index, { time, shapes }] of frames.entries()) {
    const until = frames[index + 1]?.time ?? Infinity;
    for (const shape of shapes) {
      const known = spans.get(shape) ?? spans.set(shape, []).get(shape);
      if (known.at(-1)?.[1] === time) known.at(-1)[1] = until;
      else if (known.at(-1)?.[1] !== until) known.push([time, until]);
    }
  }
  return spans;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;" };

/** (A size that is not whole would be rounded where the picture is an image, and all of it made a little larger or smaller.) */
function svg({ textures, label, ...film }, css, shapes) {
  const [width, height] = [film.width, film.height].map(Math.ceil);
  const title = label.replace(/[&<]/g, (character) => ENTITIES[character]);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title>` +
    `<style>${css}</style>${textures}${shapes.join("")}</svg>\n`;
}

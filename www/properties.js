// The properties of the element: one per attribute, in camel case, as a number, a list or a boolean.

const number = (fallback) => ({
  read: (value) => (value === null || value.trim() === "" || Number.isNaN(Number(value)) ? fallback : Number(value)),
  write: String,
});

const list = (fallback, item = String) => ({
  read: (value) => value?.split(/\s+/).filter(Boolean).map(item) ?? fallback,
  write: (value) => [value].flat().join(" "),
});

const text = {
  read: (value) => value,
  write: String,
};

const flag = {
  read: (value) => value !== null,
  write: (value) => (value ? "" : null),
};

/** How each attribute is read as a property and written from one; absent attributes have the defaults given here. */
export const ATTRIBUTES = {
  users: number(6),
  "min-wait": number(5),
  "max-wait": number(15),
  step: number(1),
  waits: list(null, Number),
  seed: number(null),
  strategies: list(["all-at-once"]),
  limit: number(2),
  deadline: number(10),
  speed: number(1),
  panels: list(["timeline", "transcript"]),
  controls: flag,
  you: flag,
  guess: flag,
  autorun: flag,
  page: text,
  program: flag,
  src: text,
};

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Gives a prototype one property per attribute. A value that is null or undefined removes the attribute. */
export function reflect(prototype) {
  for (const [name, { read, write }] of Object.entries(ATTRIBUTES)) {
    Object.defineProperty(prototype, camelCase(name), {
      configurable: true,
      enumerable: true,
      get() {
        return read(this.getAttribute(name));
      },
      set(value) {
        const text = value === null || value === undefined ? null : write(value);
        if (text === null) this.removeAttribute(name);
        else this.setAttribute(name, text);
      },
    });
  }
}

/** Picks up properties that were set before the element's class was known. */
export function upgrade(element) {
  for (const name of [...Object.keys(ATTRIBUTES).map(camelCase), "moment"]) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

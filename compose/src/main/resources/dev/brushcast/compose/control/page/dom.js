/** An element with attributes (on… listeners, properties given as functions' results are not needed) and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name in PROPERTIES) {
      element[name] = value;
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const PROPERTIES = { value: 1, checked: 1, disabled: 1, hidden: 1, textContent: 1 };

/** Changes a text only where it differs, so that nothing is read out or laid out twice. */
export function text(element, said) {
  if (element.textContent !== said) {
    element.textContent = said;
  }
}

/** Says something to those who do not see it, when they have heard the rest. */
export function announce(said) {
  text(document.getElementById("said"), said);
}

const problems = new Map();

/** What is wrong, of what; null: nothing any more. */
export function tell(what, problem) {
  problem ? problems.set(what, problem) : problems.delete(what);
  const box = document.getElementById("problem");
  text(box, [...problems.values()].join(" "));
  box.hidden = problems.size === 0;
}

let ids = 0;

/** A control with its label, a place for what is wrong with it, and a hint. */
export function field(label, control, hint) {
  const id = `field-${ids++}`;
  control.id = id;
  const said = h("p", { class: "field-problem", id: `${id}-problem`, hidden: true });
  const hinted = hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null;
  const described = hint ? `${id}-hint ${id}-problem` : `${id}-problem`;
  control.setAttribute("aria-describedby", described);
  const box = h("div", { class: "field" }, h("label", { for: id }, label), control, hinted, said);
  box.problem = (problem) => {
    said.hidden = !problem;
    text(said, problem ?? "");
    control.setAttribute("aria-invalid", String(Boolean(problem)));
  };
  return box;
}

export const time = (iso) => new Date(iso).toLocaleTimeString([], { hour12: false });

/** To the millisecond. */
export const exactTime = (iso) => `${time(iso)}.${(iso.split(".")[1] ?? "").slice(0, 3).replace("Z", "").padEnd(3, "0")}`;

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

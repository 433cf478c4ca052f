// Makes elements by DOM calls alone: no markup text, which Trusted Types forbid.

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element with attributes and children. `true` sets an empty attribute; `false`, `null` and `undefined` set none. */
export function createElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An element of a drawing. */
export function createShape(
  name: string,
  attributes: Attributes,
  ...children: (Node | string)[]
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** A button that does something. */
export function createButton(
  label: string,
  press: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const button = createElement('button', { type: 'button', ...attributes }, label);
  button.addEventListener('click', press);
  return button;
}

/** A link to another page. */
export function createLink(href: string, text: string): HTMLElement {
  return createElement('a', { href, target: '_blank', rel: 'noreferrer' }, text);
}

/** Sets each attribute, or takes it away. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Sets a text only if it is another one: screen readers and selections stay undisturbed. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

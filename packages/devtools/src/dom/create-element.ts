// Makes elements by DOM calls alone: no markup text, which Trusted Types forbid.

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element with attributes and children. `true` sets an empty attribute, `false` none. */
export function createElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
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

/** Sets a text only if it is another one: screen readers and selections stay undisturbed. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

// Shows a hint beside each table that does not fit. Systems that hide scroll bars give no other sign.

/** Watches every `.scroll` of the page, whose hint is the element before it. */
export function hintAtScrolling(): void {
  for (const scroll of document.querySelectorAll<HTMLElement>('.scroll')) {
    const update = (): void => showHint(scroll);
    scroll.addEventListener('scroll', update);
    const observer = new ResizeObserver(update);
    for (const sized of [scroll, ...scroll.children]) observer.observe(sized);
  }
}

function showHint(scroll: HTMLElement): void {
  const hidden = scroll.scrollWidth - scroll.clientWidth;
  if (scroll.previousElementSibling instanceof HTMLElement) {
    scroll.previousElementSibling.hidden = hidden <= 1;
  }
  scroll.classList.toggle('more', hidden - scroll.scrollLeft > 1);
}

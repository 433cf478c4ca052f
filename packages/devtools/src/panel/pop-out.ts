// Moves the panel to a window of its own and back: beside a modal of the app, nothing else in the page can be used.
/** Chrome's and Edge's. */
export interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const size = { width: 900, height: 620 };

/**
 * Loaded with the panel: a chunk that comes later than the click would open no window.
 *
 * @param root what is moved, out of the shadow root that it is in
 * @param returned called when it is back there
 * @returns closes the window
 * @throws Error if the browser opens no window
 */
export async function popOut(root: HTMLElement, returned: () => void): Promise<() => void> {
  const home = root.parentNode;
  const target = await openWindow();
  const { document: page } = target;
  page.title = 'Token devtools';
  page.documentElement.lang = 'en';
  page.body.style.margin = '0';
  const shadow = page.body.appendChild(page.createElement('div')).attachShadow({ mode: 'open' });
  shadow.append(root);
  // A page that goes away takes its window with it; one that is kept for "back" keeps it.
  const left = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) target.close();
  };
  addEventListener('pagehide', left);
  target.addEventListener('pagehide', () => {
    removeEventListener('pagehide', left);
    home?.appendChild(root);
    returned();
  });
  return () => target.close();
}

async function openWindow(): Promise<Window> {
  const { documentPictureInPicture } = window as { documentPictureInPicture?: PictureInPicture };
  if (documentPictureInPicture !== undefined) return documentPictureInPicture.requestWindow(size);
  const opened = open('', '', `popup,width=${size.width},height=${size.height}`);
  if (opened === null) throw new Error('The browser has blocked the window. Allow pop-ups for this page.');
  return opened;
}

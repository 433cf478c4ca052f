// Moves the panel to a window of its own and back: beside a modal of the app, nothing else in the page can be used.

interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const size = { width: 900, height: 620 };

/**
 * @param host the element to move
 * @param returned called when it is back in the page
 * @throws Error if the browser opens no window
 */
export async function popOut(host: HTMLElement, returned: () => void): Promise<void> {
  const place = document.createComment('');
  const target = await openWindow();
  host.replaceWith(place);
  target.document.title = 'Token devtools';
  target.document.documentElement.lang = 'en';
  target.document.body.style.margin = '0';
  target.document.body.append(host);
  // A page that goes away takes its window with it; one that is kept for "back" keeps it.
  const left = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) target.close();
  };
  addEventListener('pagehide', left);
  target.addEventListener('pagehide', () => {
    removeEventListener('pagehide', left);
    place.replaceWith(host);
    returned();
  });
}

async function openWindow(): Promise<Window> {
  const { documentPictureInPicture } = window as { documentPictureInPicture?: PictureInPicture };
  if (documentPictureInPicture !== undefined) return documentPictureInPicture.requestWindow(size);
  const opened = window.open('', '', `popup,width=${size.width},height=${size.height}`);
  if (opened === null) throw new Error('The browser has blocked the window. Allow pop-ups for this page.');
  return opened;
}

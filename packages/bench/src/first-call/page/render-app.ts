// A React application of a few hundred elements.
import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

/** @param mounted runs once the application is on the page */
export function renderApp(mounted: () => void): void {
  const rows = Array.from({ length: 300 }, (_, index) =>
    createElement('li', { key: index }, `Task ${index}`),
  );
  const App = () => {
    useEffect(mounted, []);
    return createElement('main', null, createElement('h1', null, 'Tasks'), createElement('ul', null, rows));
  };
  createRoot(document.body).render(createElement(App));
}

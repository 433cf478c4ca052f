// The light and dark theme: the system's, until the visitor chooses.
import { byId } from '../find-element.js';

const storageKey = 'mdh-demo-theme';

/**
 * Applies the remembered theme and wires the button.
 *
 * @param themeChanged told the theme, now and whenever it changes
 */
export function showTheme(themeChanged: (theme: 'light' | 'dark') => void): void {
  const button = byId('theme', HTMLButtonElement);
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = localStorage.getItem(storageKey);

  const show = (): void => {
    const dark = chosen === null ? system.matches : chosen === 'dark';
    const theme = dark ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme;
    themeChanged(theme);
    button.setAttribute('aria-pressed', String(dark));
  };
  button.addEventListener('click', () => {
    chosen = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
    localStorage.setItem(storageKey, chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}

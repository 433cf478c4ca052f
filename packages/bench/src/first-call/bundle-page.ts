// A page's script, as an app's build makes it.
import { bundleForBrowser } from '../bundle-for-browser.js';

/** @param name of a module in `page/` */
export async function bundlePage(name: string): Promise<string> {
  const code = await bundleForBrowser(`import './page/${name}.js'`, import.meta.dirname);
  return new TextDecoder().decode(code);
}

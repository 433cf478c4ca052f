// A Vite plugin for tests: another Angular than the one that this package itself has.
import { normalizePath, type Plugin } from 'vite';

/** @param folder where its packages are */
export function angularInVite(folder: string): Plugin {
  return {
    name: 'another-angular',
    enforce: 'pre',
    async resolveId(id, _importer, options) {
      // Its rxjs, too: an Observable goes from one to the other.
      if (!/^(@angular\/|zone\.js|rxjs)/.test(id)) return null;
      const found = await this.resolve(id, `${folder}/package.json`, { ...options, skipSelf: true });
      if (found?.id.startsWith(normalizePath(folder)) !== true) throw new Error(`${id} is not in ${folder}`);
      return found;
    },
  };
}

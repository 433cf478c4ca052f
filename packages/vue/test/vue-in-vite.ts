// Compiles Vue's single-file components in tests.
import { compileScript, parse } from 'vue/compiler-sfc';

export function vueInVite(): object {
  return {
    name: 'vue-in-vite',
    enforce: 'pre',
    transform(code: string, id: string) {
      if (!id.endsWith('.vue')) return null;
      const { descriptor } = parse(code, { filename: id });
      return { code: compileScript(descriptor, { id, inlineTemplate: true }).content, map: null };
    },
  };
}

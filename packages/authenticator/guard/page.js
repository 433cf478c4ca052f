// What a bundler gets that does not build for a server. The import cannot be resolved, and its name is the message. A
// bundler that does build for one has to say so with an export condition: node, deno, bun, workerd or edge-light.
export * from './this-package-signs-with-a-private-key-and-must-not-be-bundled-into-a-page.js';

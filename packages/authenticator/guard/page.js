// What a bundler gets that builds for a page. The import cannot be resolved, and its name is the message.
export * from './this-package-signs-with-a-private-key-and-must-not-be-bundled-into-a-page.js';

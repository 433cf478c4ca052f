// What a bundler gets that builds for no server. The import cannot be resolved, and its name is the message.
export * from './this-package-signs-with-a-private-key-and-must-not-be-bundled-into-a-page--to-bundle-for-a-server-set-the-condition-node.js';

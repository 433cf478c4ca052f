// The bundler replaces this by a word, and so takes the devtools out of a production build.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

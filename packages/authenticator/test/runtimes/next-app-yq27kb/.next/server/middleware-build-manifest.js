globalThis.__BUILD_MANIFEST = {
  "pages": {
    "/_app": []
  },
  "devFiles": [],
  "polyfillFiles": [
    "static/chunks/0cz1d0mv5g_q7.js"
  ],
  "lowPriorityFiles": [
    "static/0dTNxBlb5mLd6csxbh6UM/_buildManifest.js",
    "static/0dTNxBlb5mLd6csxbh6UM/_ssgManifest.js",
    "static/0dTNxBlb5mLd6csxbh6UM/_clientMiddlewareManifest.js"
  ],
  "rootMainFiles": [
    "static/chunks/00wx3m8_4up8g.js",
    "static/chunks/0z9x7jfg7dul-.js",
    "static/chunks/39f9aw3ku_tre.js",
    "static/chunks/turbopack-2u1d16houkiyo.js"
  ],
  "rootMainFilesTree": {},
  "pagesChunkGroupBootstrapParams": {
    "/_not-found/page": {
      "otherChunks": [
        "static/chunks/00wx3m8_4up8g.js",
        "static/chunks/0z9x7jfg7dul-.js",
        "static/chunks/39f9aw3ku_tre.js"
      ],
      "runtimeModuleIds": [
        40751
      ]
    },
    "/_global-error/page": {
      "otherChunks": [
        "static/chunks/00wx3m8_4up8g.js",
        "static/chunks/0z9x7jfg7dul-.js",
        "static/chunks/39f9aw3ku_tre.js"
      ],
      "runtimeModuleIds": [
        40751
      ]
    }
  },
  "chunkLoadingGlobal": "TURBOPACK"
};
